"""A second person stands behind a hold, or behind its longer life: now the slice is copied."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.trust.logs import copying, rules
from ictdesk.trust.logs.models import LogHold
from ictdesk.trust.logs.standing import standing


@command(allow=rules.can_investigate)
def approve_log_hold(*, actor: Actor, hold: LogHold) -> LogHold:
    """Raises `NotFound` outside the vendor's workspace, `Conflict` for whoever asked and for one that has ended, `AlreadySo`."""
    row = standing(hold)
    if row.approved_at is not None and row.longer_until is None:
        raise AlreadySo("Somebody approved it already.")
    if actor.id == (row.asked_by if row.approved_at is None else row.longer_by):
        raise Conflict("Whoever asks for it does not approve it: another person does.")
    if row.approved_at is None:
        row.approved_by, row.approved_at = actor.id, clock.now()
    if row.longer_until is not None:
        row.ends_on, row.longer_until, row.longer_by = row.longer_until, None, None
    row.save(update_fields=["approved_by", "approved_at", "ends_on", "longer_until", "longer_by"])
    lines = copying.copy(row)
    record(actor, "log_hold.approved", "log_hold", row.id, ends=row.ends_on.isoformat(), lines=lines)
    return row
