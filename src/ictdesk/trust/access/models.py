"""The register of who is on call, and the grants with their history (control plane): both sides read the same rows."""

from datetime import timedelta
from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT, SECURITY
from ictdesk.kernel.ids import new_id

CODE = "a code of a closed list"
TIME = "when it happened"


def _who(**more: Any) -> Any:
    """The id of an account or a member."""
    return personal(
        models.UUIDField(**more),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(SECURITY,),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who could reach people's data has to be provable (Art. 5(2), 32(4) GDPR); an id, no content",
    )


class OnCallEvent(models.Model):
    """One line of the register's history; it is added and never changed. The newest of a kind counts: see `oncall`."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    user_id = _who()
    kind = impersonal(models.CharField(max_length=10), CODE)
    wording = impersonal(models.CharField(max_length=16, blank=True), "version of the undertaking")
    digest = impersonal(models.BinaryField(null=True), "SHA-256 of the text that was signed")
    review_on = impersonal(models.DateField(null=True), "day until which the entry holds")
    approves = impersonal(models.BooleanField(default=False), "whether they may approve what others ask")
    by = _who()
    at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "on_call_event"
        indexes = [models.Index(fields=["user_id"], name="on_call_event_of")]

    def __str__(self) -> str:
        return self.kind


class AccessRule(models.Model):
    """What a workspace asks for before anybody of the vendor comes in."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(unique=True), "whose rule it is")
    consent = impersonal(models.BooleanField(default=False), "whether one of its own people must agree")

    class Meta:
        db_table = "access_rule"

    def __str__(self) -> str:
        return str(self.workspace_id)


class AccessGrant(models.Model):
    """What one engineer may do in one workspace, why and until when; `machine` says how its state moves."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(), "into which workspace")
    door = impersonal(models.CharField(max_length=8, default="desk"), CODE)
    user_id = _who()
    reference = impersonal(models.CharField(max_length=40), "number of the ticket or the incident")
    purpose = impersonal(models.CharField(max_length=12), CODE)
    words = impersonal(models.CharField(max_length=200), "what is to be done, in words that name nobody")
    writes = impersonal(models.BooleanField(default=False), "whether it is for more than looking")
    minutes = impersonal(models.SmallIntegerField(), "how long it may run")
    state = impersonal(models.CharField(max_length=10, default="asked"), CODE)
    needs_consent = impersonal(models.BooleanField(default=False), "whether the customer has to agree")
    asked_at = impersonal(models.DateTimeField(), TIME)
    approved_by = _who(null=True)
    consented_by = _who(null=True)
    started_at = impersonal(models.DateTimeField(null=True), TIME)
    ends_at = impersonal(models.DateTimeField(null=True), "when it ends by itself")
    ended_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0, minutes__lte=60), name="access_grant_an_hour"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("user_id")),
                name="access_grant_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(ends_at__lte=models.F("started_at") + timedelta(hours=1)),
                name="access_grant_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace_id", "asked_at"], name="access_grant_into"),
            models.Index(fields=["user_id", "state"], name="access_grant_of"),
        ]

    def __str__(self) -> str:
        return self.reference


class AccessStep(models.Model):
    """One step of a grant; it is added and never changed. Both trails get a copy of it: see `telling`."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    grant = impersonal(
        models.ForeignKey(AccessGrant, models.PROTECT, related_name="steps"), "whose step it is"
    )
    act = impersonal(models.CharField(max_length=10), CODE)
    side = impersonal(models.CharField(max_length=8), CODE)
    by = _who(null=True)
    at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "access_step"

    def __str__(self) -> str:
        return self.act
