"""The mirror of the ledger: how far this database has come."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.models import CellModel

DUTY = "essential.legal_obligation"
PROOF = "proof of what was done to a person's data (Art. 5(2) GDPR); its ids lead to nobody after an erasure"


def _proof(field: Any) -> Any:
    return personal(
        field,
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        retention="rights.closed",
        erasure="keep",
        keep_reason=PROOF,
        access="existence",
    )


class LedgerEntry(CellModel):
    """A line of the ledger that this database knows. `void`: written, and the act was never committed.

    `subject_id` is the first of the keys that the line names.
    """

    person = paths.subject("subject_id")

    sequence = impersonal(models.BigIntegerField(), "counts the workspace's entries")
    kind = impersonal(models.CharField(max_length=40), "a code of a closed list")
    void = impersonal(models.BooleanField(default=False), "whether the act came to nothing")
    subject_id = _proof(models.UUIDField(null=True))
    line = _proof(models.TextField())
    mirrored_at = impersonal(models.DateTimeField(auto_now_add=True), "when this database learned of it")

    class Meta:
        db_table = "ledger_entry"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "sequence"], name="ledger_entry_sequence"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
