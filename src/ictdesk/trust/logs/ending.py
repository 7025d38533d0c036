"""The end of a hold: the copy goes, and its key first, so that no backup of it opens."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.vault import keyring
from ictdesk.trust.logs.models import HeldLog, LogHold


def end(hold: LogHold, actor: Actor) -> None:
    """Not undone by anything."""
    keyring.destroy_all([hold.copy_id])
    rows = HeldLog.objects.filter(hold=hold)
    count = sum(rows.values_list("count", flat=True))
    rows.delete()
    hold.ended_at, hold.longer_until, hold.longer_by = clock.now(), None, None
    hold.save(update_fields=["ended_at", "longer_until", "longer_by"])
    record(actor, "log_hold.ended", "log_hold", hold.id, lines=count)
