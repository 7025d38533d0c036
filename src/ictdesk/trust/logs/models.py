"""Slices of the personal log that an investigation keeps. The copy has a key of its own, which ends with it."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON, SealedText
from ictdesk.privacy.rights.models import TIME, member

NEEDED = "an investigation of an incident needs it until the day that is set (Art. 32, 33, 6(1)(f) GDPR)"


def _secured[F](field: F, category: str) -> F:
    return personal(
        field,
        category,
        source="observed",
        purposes=(SECURITY,),
        subjects=(END_USER, AGENT),
        retention="logged",
        erasure="keep",
        keep_reason=NEEDED,
        access="withhold",
    )


class LogHold(CellModel):
    """Which slice is kept, why, until when, and who stands behind it. It stands once another person approved it."""

    person = paths.unlinked("of whom an investigation is, is sealed under its own key")

    subject_id = _secured(models.UUIDField(), "user.unique_id.pseudonymous")
    """Key of the reason and of what is looked for."""
    copy_id = impersonal(models.UUIDField(), "key of the copy, which is destroyed at its end")
    ticket = impersonal(models.IntegerField(), "number of the ticket in which it is written down")
    reason = _secured(SealedText(default=""), "user.content.private")
    wanted = _secured(SealedJSON(), "user.unique_id")
    since = impersonal(models.DateField(), "first day of the slice")
    until = impersonal(models.DateField(), "last day of the slice")
    ends_on = impersonal(models.DateField(), "day on which the copy is destroyed")
    asked_by = member(models.UUIDField(null=True))
    asked_at = impersonal(models.DateTimeField(), TIME)
    approved_by = member(models.UUIDField(null=True))
    approved_at = impersonal(models.DateTimeField(null=True), TIME)
    longer_until = impersonal(models.DateField(null=True), "a later end that waits for approval")
    longer_by = member(models.UUIDField(null=True))
    ended_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "log_hold"
        indexes = (
            models.Index(
                fields=["workspace_id", "ends_on"],
                name="log_hold_open",
                condition=models.Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class HeldLog(CellModel):
    """The copy of one day, sealed."""

    person = paths.unlinked("a sealed copy of a log, found by its hold alone")

    hold = impersonal(CellForeignKey(LogHold, related_name="days"), "which hold")
    subject_id = impersonal(models.UUIDField(), "key of the copy")
    day = impersonal(models.DateField(), "which day")
    count = impersonal(models.IntegerField(), "how many lines")
    lines = _secured(SealedJSON(), "user.behavior.browsing_history")

    class Meta:
        db_table = "held_log"
        constraints = (models.UniqueConstraint(fields=["workspace_id", "hold", "day"], name="held_log_one"),)

    def __str__(self) -> str:
        return str(self.id)
