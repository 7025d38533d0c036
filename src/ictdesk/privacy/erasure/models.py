"""Runs: how far an erasure has come, what it counted, and its certificate. No content, no address, no name."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

TIME = "when it happened"
CODE = "a code of a closed list"
DUTY = "essential.legal_obligation"
PROOF = "evidence that the data was erased (Art. 5(2) GDPR); its ids lead to nobody afterwards"


def proof(field: Any, subjects: tuple[str, ...] = ("end_user",), reason: str = PROOF) -> Any:
    """An id that stays as evidence, and why."""
    return personal(
        field,
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        subjects=subjects,
        retention="rights.closed",
        erasure="keep",
        keep_reason=reason,
        access="existence",
    )


class ErasureRun(CellModel):
    """One erasure of one person."""

    person = paths.named("erasure_subject", "run_id")

    mode = impersonal(models.CharField(max_length=10), "erase or statistics: whether figures are kept")
    cause = impersonal(models.CharField(max_length=10), "case, purge or retention")
    case_id = impersonal(models.UUIDField(null=True), "which case asked for it")
    made_by = proof(models.UUIDField(null=True), (AGENT,))
    state = impersonal(models.CharField(max_length=8, default="running"), "running, held, waiting or done")
    step = impersonal(models.CharField(max_length=8, default="begin"), CODE)
    place = impersonal(models.IntegerField(default=0), "how many tables are through")
    rounds = impersonal(models.IntegerField(default=0), "how often rows had to be looked for again")
    trouble = impersonal(models.CharField(max_length=40, blank=True, default=""), "class of the last failure")
    contacts = proof(models.JSONField(default=list))
    digests = proof(models.JSONField(default=list))
    """Of addresses, as hex; emptied when the run is done."""
    counts = impersonal(models.JSONField(default=dict), "rows by table that went")
    keys = impersonal(models.IntegerField(default=0), "how many keys were destroyed")
    ledger = impersonal(models.BigIntegerField(null=True), "number of its entry in the ledger")
    started_at = impersonal(models.DateTimeField(), TIME)
    keys_gone_at = impersonal(models.DateTimeField(null=True), TIME)
    done_at = impersonal(models.DateTimeField(null=True), TIME)
    certificate = impersonal(models.JSONField(null=True), "what is certified: counts, codes, ids and times")
    signature = impersonal(models.BinaryField(max_length=64, null=True), "of the certificate, Ed25519")

    class Meta:
        db_table = "erasure_run"
        indexes = (
            models.Index(
                fields=["workspace_id", "id"], name="erasure_run_open", condition=~models.Q(state="done")
            ),
            models.Index(
                fields=["workspace_id", "case_id"],
                name="erasure_run_case",
                condition=models.Q(case_id__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class ErasureSubject(CellModel):
    """Whose key a run destroys."""

    person = paths.subject("person_id")

    run = impersonal(CellForeignKey(ErasureRun, related_name="subjects"), "which run")
    person_id = proof(models.UUIDField())

    class Meta:
        db_table = "erasure_subject"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "run", "person_id"], name="erasure_subject_one"),
        )
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="erasure_subject_of"),)

    def __str__(self) -> str:
        return str(self.id)
