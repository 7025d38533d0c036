"""Make a ticket type, and give it another name."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.events import bus

MOST = 50


@command(allow=rules.can_manage)
def make_ticket_type(*, actor: Actor, name: str) -> TicketType:
    """Makes the last type of the list. Raises `Invalid`, and `Conflict` when there is one of this name."""
    known = list(TicketType.objects.select_for_update().order_by("position", "id"))
    if len(known) >= MOST:
        raise Invalid(f"A workspace has at most {MOST} ticket types.")
    made = TicketType(name=_free(name), position=known[-1].position + 1 if known else 0)
    made.save()
    record(actor, "ticket_type.make", "ticket_type", made.id)
    bus.setup_after_commit()
    return made


@command(allow=rules.can_manage)
def rename_ticket_type(*, actor: Actor, ticket_type: TicketType, name: str) -> TicketType:
    """Raises `AlreadySo`, `Invalid`, and `Conflict` when there is another of this name."""
    fresh: TicketType = TicketType.objects.select_for_update().find(id=ticket_type.id)
    if fresh.name == clean_word(name, 40, "A ticket type"):
        raise AlreadySo
    fresh.name = _free(name)
    fresh.save(update_fields=["name"])
    record(actor, "ticket_type.rename", "ticket_type", fresh.id)
    bus.setup_after_commit()
    return fresh


def _free(name: str) -> str:
    name = clean_word(name, 40, "A ticket type")
    if TicketType.objects.filter(name=name).exists():
        raise Conflict("There is a ticket type of this name.")
    return name
