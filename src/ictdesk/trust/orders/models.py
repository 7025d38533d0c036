"""Orders for data (control plane): in words that name nobody, with who checked and who agreed."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id

CODE = "a code of a closed list"
TIME = "when it happened"
FACTS = "what an authority asks for, in words that name nobody"


def _who() -> Any:
    """The id of an account."""
    return personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who handed data to an authority has to be provable (Art. 5(2) GDPR); an id, no content",
    )


class LawfulOrder(models.Model):
    """One order. `validity`: a `states.Checked`. `barred_until`: until when a law forbids to tell the customer."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    number = impersonal(models.IntegerField(unique=True), "counts the orders")
    authority = impersonal(models.CharField(max_length=200), "an authority or a court")
    country = impersonal(models.CharField(max_length=2), "whose it is")
    reference = impersonal(models.CharField(max_length=80, blank=True), "its number there")
    law = impersonal(models.CharField(max_length=300), "on which law it rests")
    urgent = impersonal(models.BooleanField(default=False), "whether an emergency is claimed: hours count")
    asks = impersonal(models.CharField(max_length=2000), FACTS)
    received_at = impersonal(models.DateTimeField(), TIME)
    workspace_id = impersonal(models.UUIDField(null=True), "whose data; none: of no workspace")
    state = impersonal(models.CharField(max_length=9, default="received"), CODE)
    validity = impersonal(models.JSONField(null=True), "what the validity check found")
    scope = impersonal(models.CharField(max_length=2000, blank=True), "the narrowest that answers it")
    checked_by = _who()
    agreed_by = _who()
    reason = impersonal(models.CharField(max_length=2000, blank=True), "why it was refused")
    told_at = impersonal(models.DateTimeField(null=True), "when the customer was told")
    bar = impersonal(models.CharField(max_length=300, blank=True), "the law that bars telling the customer")
    barred_until = impersonal(models.DateField(null=True), "when that ends")
    settled_at = impersonal(models.DateTimeField(null=True), "when it was answered or refused")

    class Meta:
        db_table = "lawful_order"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("checked_by")),
                name="lawful_order_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"LO-{self.number}"
