"""Note that a decision of adequacy ends: what rests on it moves to clauses that day, or stops."""

from datetime import date

from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.lines import one_line
from ictdesk.trust.subprocessors.rules import must_be_vendors
from ictdesk.trust.transfers import known, register, rules
from ictdesk.trust.transfers.models import AdequacyEnd
from ictdesk.trust.transfers.shipped import SHIPPED
from ictdesk.trust.transfers.standing import reopen


@command(allow=rules.can_assess)
def end_adequacy(*, actor: Actor, decision: str, ends_on: date, source: str) -> AdequacyEnd:
    """`decision`: law and country, such as EU:US. `ends_on`: the first day without it. Every assessment that rests on it is open again at
    once, and the lead is told. Raises `NotFound` for one that is not shipped, `Invalid`, `AlreadySo`, and `Conflict` for a later day than
    is known: what ended is not prolonged by hand.
    """
    must_be_vendors()
    shipped = next((one for one in SHIPPED if one.key == decision), None)
    if shipped is None:
        raise NotFound
    said = one_line(source)
    if not 0 < len(said) <= 300:
        raise Invalid("Say in 1 to 300 characters where that is written.")
    if ends_on < shipped.since:
        raise Invalid("It did not count yet on that day.")
    now = next(one for one in known.decisions() if one.key == decision)
    if now.until == ends_on:
        raise AlreadySo
    if now.until is not None and ends_on > now.until:
        raise Conflict("It ends earlier already.")
    with transaction.atomic():
        row, _made = AdequacyEnd.objects.update_or_create(
            regime=shipped.regime,
            code=shipped.code,
            defaults={"ends_on": ends_on, "source": said, "noted_at": clock.now(), "told_on": None},
        )
        opened = reopen(register.transfers())
    record(actor, "adequacy.end", "adequacy_end", row.id, decision=decision, opened=len(opened))
    defer("abroad.tell")
    return row
