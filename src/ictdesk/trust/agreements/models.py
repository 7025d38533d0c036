"""Who accepted the agreement, when, and in which version (control plane)."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.ids import new_id


class AgreementAcceptance(models.Model):
    """Rows are added and never changed: the first one of a workspace is its beginning."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(), "which workspace it binds")
    version = impersonal(models.CharField(max_length=16), "which version of the agreement")
    digest = impersonal(models.BinaryField(), "SHA-256 of the text that was accepted")
    user_id = personal(
        models.UUIDField(),
        "user.unique_id",
        source="observed",
        purposes=("essential.legal_obligation",),
        subjects=("workspace_admin",),
        retention="event",
        erasure="keep",
        keep_reason="the contract has to be in writing and provable (Art. 28(9), 17(3)(b) and (e) GDPR)",
    )
    """The account that accepted for the organisation."""
    accepted_at = impersonal(models.DateTimeField(), "when it was accepted")

    class Meta:
        db_table = "agreement_acceptance"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "version"], name="agreement_acceptance_once")
        ]

    def __str__(self) -> str:
        return self.version
