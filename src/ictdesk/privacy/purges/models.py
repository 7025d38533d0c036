"""Orders: who proposed and who confirmed, whom, and what became of each. No content, no address, no name."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.datamap.fields import AGENT, END_USER
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.erasure.models import CODE, TIME, proof
from ictdesk.privacy.purges.states import OPEN

PROOF = "evidence of the instruction to erase (Art. 28(3)(a) GDPR); its ids lead to nobody afterwards"


def _proof(field: Any, subjects: tuple[str, ...] = (END_USER,)) -> Any:
    return proof(field, subjects, PROOF)


class PurgeOrder(CellModel):
    """One list of people. At most one is open in a workspace."""

    person = paths.named("purge_person", "order_id")

    state = impersonal(models.CharField(max_length=10, default="proposed"), CODE)
    mode = impersonal(models.CharField(max_length=10), "erase or statistics: whether figures are kept")
    reason = impersonal(models.CharField(max_length=12), CODE)
    proposed_by = _proof(models.UUIDField(), (AGENT,))
    proposed_at = impersonal(models.DateTimeField(), TIME)
    lapses_at = impersonal(models.DateTimeField(), "until when it can be confirmed")
    settled_by = _proof(models.UUIDField(null=True), (AGENT,))
    """Who confirmed or dropped it."""
    settled_at = impersonal(models.DateTimeField(null=True), TIME)
    done_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "purge_order"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id"], name="purge_order_one", condition=models.Q(state__in=sorted(OPEN))
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class PurgePerson(CellModel):
    """One of the list, by a key of theirs. `run_id` is their erasure once it has begun."""

    person = paths.subject("person_id")

    order = impersonal(CellForeignKey(PurgeOrder, related_name="people"), "which order")
    person_id = _proof(models.UUIDField())
    outcome = impersonal(models.CharField(max_length=12, blank=True, default=""), CODE)
    run_id = impersonal(models.UUIDField(null=True), "which erasure")

    class Meta:
        db_table = "purge_person"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "order", "person_id"], name="purge_person_one"),
        )
        indexes = (models.Index(fields=["workspace_id", "person_id"], name="purge_person_of"),)

    def __str__(self) -> str:
        return str(self.id)
