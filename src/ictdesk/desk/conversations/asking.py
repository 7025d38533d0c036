"""What is asked for a ticket: by the form, and before it is solved."""

from collections.abc import Mapping

from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations import fields
from ictdesk.desk.conversations.models import Conversation, TicketValue
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy.models import CellQuerySet


def public_fields() -> CellQuerySet[AttributeDefinition]:
    """Those that the form asks for."""
    return fields.all_fields().filter(public=True)


def write_public(ticket: Conversation, values: Mapping[str, object]) -> None:
    """What a form said. Raises `Invalid` for a field that it does not ask for."""
    said = {key: value for key, value in values.items() if value is not None}
    unknown = sorted(said.keys() - set(public_fields().values_list("key", flat=True))) if said else []
    if unknown:
        raise Invalid(f"There is no field {', '.join(unknown)}.")
    if said:
        fields.write(ticket, said)


def refuse_unfilled(ticket: Conversation) -> None:
    """Raises `Invalid` and names what a ticket needs to be solved."""
    if ticket.number is None:
        return
    needed = [one for one in fields.all_fields().filter(required=True) if fields.has(ticket, one)]
    if not needed:
        return
    filled = set(TicketValue.objects.filter(conversation=ticket).values_list("definition", flat=True))
    missing = [one.label for one in needed if one.id not in filled]
    if missing:
        raise Invalid(f"Fill in first: {', '.join(missing)}.")
