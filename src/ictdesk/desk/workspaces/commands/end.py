"""Ask for the end of the workspace, and take that back (Art. 28(3)(g) GDPR: at the choice of the controller)."""

from datetime import timedelta

from django.conf import settings

from ictdesk.desk.workspaces import queries, rules
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_scope


@command(allow=rules.can_end, while_ending=True, alters=Alters("end", (Workspace,)))
def ask_end(*, actor: Actor, name: str) -> Workspace:
    """From now on the workspace is read only; it ends after the days of grace.

    Raises `Invalid` when the name is another one, and `AlreadySo` when it ends already.
    """
    row = _locked()
    if name.strip() != row.name:
        raise Invalid("Type the name of the workspace as it is written above.")
    if row.ends_at:
        raise AlreadySo
    row.ends_at, row.end_told = clock.now() + timedelta(days=settings.ICTDESK_END_DAYS), None
    _keep(row)
    record(actor, "workspace.ask_end", "workspace", row.id, days=settings.ICTDESK_END_DAYS)
    defer("people.tell_end", once="people.tell_end")
    return row


@command(allow=rules.can_end, while_ending=True, alters=Alters("end", (Workspace,)))
def take_end_back(*, actor: Actor) -> Workspace:
    """Everything goes on as before. Raises `AlreadySo` when it does not end, and `Conflict` when the day has come."""
    row = _locked()
    if row.ends_at is None:
        raise AlreadySo
    if row.ends_at <= clock.now():
        raise Conflict("The day has come: this workspace is ending.")
    row.ends_at, row.end_told = None, None
    _keep(row)
    record(actor, "workspace.take_end_back", "workspace", row.id)
    return row


def _locked() -> Workspace:
    found: Workspace = Workspace.objects.select_for_update().find(id=queries.workspace().id)
    return found


def _keep(row: Workspace) -> None:
    row.save(update_fields=["ends_at", "end_told"])
    current_scope().ends_at = row.ends_at
    bus.setup_after_commit()
