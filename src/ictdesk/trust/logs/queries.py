"""What the page of the log shows of its holds."""

from django.db.models import F

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.trust.logs import rules
from ictdesk.trust.logs.models import HeldLog, LogHold


def holds_for(actor: Actor) -> CellQuerySet[LogHold]:
    """Those that stand first, by their end; then those that have ended, the last first. Raises `NotAllowed`."""
    if not rules.can_investigate(actor):
        raise NotAllowed
    order = (F("ended_at").desc(nulls_first=True), "ends_on", "id")
    return LogHold.objects.order_by(*order)  # type: ignore[no-any-return]


def size_of(hold: LogHold) -> int:
    """How many lines it holds."""
    return sum(HeldLog.objects.filter(hold=hold).values_list("count", flat=True))
