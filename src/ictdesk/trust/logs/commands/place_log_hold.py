"""Ask for a slice of the personal log to be kept for an investigation."""

from datetime import date, timedelta

import msgspec

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.logs import days
from ictdesk.kernel.vault import keyring
from ictdesk.trust.logs import rules
from ictdesk.trust.logs import wanted as looking
from ictdesk.trust.logs.models import LogHold
from ictdesk.trust.logs.wanted import Wanted

LONGEST = 2_000
LONGEST_HOLD = timedelta(days=90)
"""From the day it is asked for, and again from each day a longer one is."""


@command(allow=rules.can_investigate)
def place_log_hold(*, actor: Actor, wanted: Wanted, reason: str, ticket: int, ends_on: date) -> LogHold:
    """Nothing is copied until another person approves it. The slice is of a workspace, a person, an address or a path.

    Raises `NotFound` outside the vendor's workspace; `Invalid` without a reason and a ticket, for a slice that is
    everything, and for an end that is past or more than `LONGEST_HOLD` away.
    """
    rules.must_be_vendors()
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        raise Invalid(f"Say in 1 to {LONGEST} characters why this is kept.")
    looking.must_be_written_down(ticket)
    if not (wanted.workspace or wanted.person or wanted.ip or wanted.path):
        raise Invalid("Name a workspace, a person, an address or a path: nobody keeps the whole log.")
    if not days.oldest_allowed() <= wanted.since <= wanted.until:
        raise Invalid("A slice begins within the last thirty days, and ends on that day or later.")
    must_end_in_time(ends_on)
    hold = LogHold(
        subject_id=keyring.new_subject(),
        copy_id=keyring.new_subject(),
        ticket=ticket,
        reason=said,
        wanted=msgspec.to_builtins(wanted),
        since=wanted.since,
        until=wanted.until,
        ends_on=ends_on,
        asked_by=actor.id,
        asked_at=clock.now(),
    )
    hold.save()
    record(actor, "log_hold.asked", "log_hold", hold.id, ticket=ticket, ends=ends_on.isoformat())
    return hold


def must_end_in_time(day: date) -> None:
    """Raises `Invalid`."""
    if not days.today() < day <= days.today() + LONGEST_HOLD:
        raise Invalid(f"It ends after today and within {LONGEST_HOLD.days} days.")
