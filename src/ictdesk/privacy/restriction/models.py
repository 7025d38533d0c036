"""Restrictions: who, why, since when, and how it ended. No content, no address, no name."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText
from ictdesk.privacy.rights.models import CODE, DUTY, TIME, member, said, subject

PROOF = "evidence that the restriction was kept (Art. 5(2) GDPR); its ids lead to nobody afterwards"


class Restriction(CellModel):
    """One person is restricted. `case_id` is the case through which they are told; `lifted_at` empty: it stands."""

    person = paths.named("restricted_subject", "restriction_id")

    case_id = impersonal(models.UUIDField(), "which case")
    ground = said(models.CharField(max_length=10))
    contacts = personal(
        models.JSONField(default=list),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
        access="existence",
    )
    placed_by = member(models.UUIDField(null=True))
    placed_at = impersonal(models.DateTimeField(), TIME)
    told_at = impersonal(models.DateTimeField(null=True), "when they were written that it ends")
    ends_at = impersonal(models.DateTimeField(null=True), "from when it may be lifted")
    lifted_by = member(models.UUIDField(null=True))
    lifted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "restriction"
        indexes = (
            models.Index(
                fields=["workspace_id", "id"],
                name="restriction_stands",
                condition=models.Q(lifted_at__isnull=True),
            ),
            models.Index(fields=["workspace_id", "case_id"], name="restriction_of_case"),
        )

    def __str__(self) -> str:
        return f"{self.ground} {self.id}"


class RestrictedSubject(CellModel):
    """Whose key is out of reach by a restriction."""

    person = paths.subject("person_id")

    restriction = impersonal(CellForeignKey(Restriction, related_name="subjects"), "which restriction")
    person_id = subject(models.UUIDField())

    class Meta:
        db_table = "restricted_subject"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "restriction", "person_id"], name="restricted_subject_one"
            ),
        )
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="restricted_subject_of"),)

    def __str__(self) -> str:
        return str(self.id)


class RestrictionLook(CellModel):
    """Somebody read in spite of a restriction, and why (Art. 18(2)). The words are sealed under the case's key."""

    person = paths.via("restriction_id", "restriction")

    restriction = impersonal(CellForeignKey(Restriction, related_name="looks"), "which restriction")
    subject_id = subject(models.UUIDField())
    exemption = impersonal(models.CharField(max_length=16), CODE)
    words = said(SealedText())
    looked_by = member(models.UUIDField(null=True))
    looked_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "restriction_look"
        indexes = (models.Index(fields=["workspace_id", "restriction"], name="restriction_look_of"),)

    def __str__(self) -> str:
        return self.exemption
