"""Look into the personal log."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.logs.models import LogLine
from ictdesk.trust.logs import rules
from ictdesk.trust.logs import wanted as looking
from ictdesk.trust.logs.wanted import Wanted

MOST = 200


@command(allow=rules.can_investigate)
def search_log(*, actor: Actor, wanted: Wanted, reason: str, ticket: int) -> list[LogLine]:
    """The newest lines that fit, at most `MOST`. The trail says who looked, why and how much they saw, not for what.

    Raises `NotFound` outside the vendor's workspace, `Invalid` without a reason.
    """
    rules.must_be_vendors()
    looking.must_be_sound(wanted, reason, ticket)
    found = list(looking.newest(wanted)[:MOST])
    words = looking.digest(wanted)
    record(actor, "log.searched", "log", None, reason=reason, ticket=ticket, words=words, shown=len(found))
    return found
