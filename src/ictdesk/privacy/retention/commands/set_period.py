"""Set how long a class of data is kept."""

from datetime import timedelta

from ictdesk.kernel import clock, retention
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.privacy.retention import periods, rules
from ictdesk.privacy.retention.models import RetentionRule

THINKING = timedelta(days=7)
"""A shorter period deletes: so long it can be taken back."""


@command(allow=rules.can_set, alters=Alters("retention", (RetentionRule,)))
def set_period(*, actor: Actor, data_class: str, period: str) -> RetentionRule:
    """A longer period counts at once, a shorter one after a week, and a rule that waits is taken back by the next.

    Raises `Invalid` for an unknown class, for what is no period and for one out of bounds; `AlreadySo`.
    """
    one = retention.class_of(data_class)
    if one is None or one.goes_with:
        raise Invalid("There is no such class of data.")
    if not retention.fits(one, period):
        raise Invalid(f"Choose a period from {one.least} to {one.most}.")
    now = clock.now()
    current, waits = periods.in_force(one, now), periods.coming(one, now)
    if period == (waits.period if waits else current):
        raise AlreadySo("It is so already.")
    shorter = retention.back(now, period) > retention.back(now, current)
    from_at = now + THINKING if shorter else now
    if waits:
        RetentionRule.objects.filter(id=waits.id).update(taken_back_at=now)
    who = actor.id if isinstance(actor, Member) else None
    row: RetentionRule = RetentionRule.objects.create(
        data_class=one.key, period=period, from_at=from_at, made_at=now, made_by=who
    )
    record(actor, "retention.set", "retention_rule", row.id, data_class=one.key, period=period)
    return row
