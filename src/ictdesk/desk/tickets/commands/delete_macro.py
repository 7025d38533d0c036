"""Give a macro up."""

from ictdesk.desk.tickets import rules
from ictdesk.desk.tickets.models import Macro
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=rules.can_delete_macro)
def delete_macro(*, actor: Actor, macro: Macro) -> None:
    """Deletes it; what was done with it stays. Raises `NotFound` when it is gone."""
    Macro.objects.find(id=macro.id).delete()
    record(actor, "macro.delete", "macro", macro.id, shared=macro.shared)
