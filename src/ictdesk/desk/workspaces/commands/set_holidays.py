"""Say on which days the desk is closed."""

from collections.abc import Mapping, Sequence

from ictdesk.desk.workspaces import calendar, queries, rules
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_manage, alters=Alters("workspace", (Workspace,)))
def set_holidays(*, actor: Actor, holidays_of: str, closed_days: Sequence[Mapping[str, str]]) -> Workspace:
    """Sets the place whose public holidays count, and the workspace's own days. Raises `Invalid`."""
    days = calendar.clean_days(closed_days)
    if holidays_of:
        calendar.public_holidays(holidays_of, clock.now().year)
    settings = queries.workspace()
    settings.holidays_of, settings.closed_days = holidays_of, days
    settings.save(update_fields=["holidays_of", "closed_days"])
    record(actor, "workspace.set_holidays", "workspace", settings.id, days=len(days))
    return settings
