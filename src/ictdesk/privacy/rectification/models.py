"""What stood there before a correction."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.models import DUTY, TIME, RightsRequest, member


class Correction(CellModel):
    """One value that was corrected. The former one is sealed under the person's key: it goes with them."""

    person = paths.via("request_id", "rights_request") | paths.subject("subject_id")

    request = impersonal(CellForeignKey(RightsRequest, related_name="+"), "which case")
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", purposes=(DUTY,), retention="rights.closed"
    )
    table = impersonal(models.CharField(max_length=63), "where the value is")
    row_id = impersonal(models.UUIDField(), "where the value is")
    column = impersonal(models.CharField(max_length=63), "where the value is")
    former = personal(
        SealedText(), "user.content.private.custom", purposes=(DUTY,), retention="rights.closed"
    )
    corrected_by = member(models.UUIDField(null=True))
    corrected_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "correction"
        indexes = [models.Index(fields=["workspace_id", "request"], name="correction_of")]

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"
