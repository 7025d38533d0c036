"""The audit trail of a workspace. A trigger and the grants refuse changes."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY
from ictdesk.kernel.tenancy.models import CellModel


class AuditRecord(CellModel):
    """One act: who, what, on which object. Ids and codes only, no content."""

    person = paths.contact("actor_id") | paths.contact("object_id") | paths.via("object_id", "conversation")

    at = impersonal(models.DateTimeField(), "when")
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    actor_id = personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        subjects=(AGENT, END_USER),
        retention="event",
        erasure="keep",
        keep_reason="evidence of who acted on personal data; holds an id, no content",
    )
    action = impersonal(models.CharField(max_length=60), "what was done")
    object_kind = impersonal(models.CharField(max_length=40), "kind of object")
    object_id = personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        subjects=(AGENT, END_USER),
        retention="event",
        erasure="keep",
        keep_reason="evidence of what was acted on; holds an id, no content",
    )
    facts = impersonal(models.JSONField(default=dict), "codes and counts that say more")

    class Meta:
        db_table = "audit_record"
        indexes = [models.Index(fields=["workspace_id", "at"], name="audit_by_time")]

    def __str__(self) -> str:
        return self.action
