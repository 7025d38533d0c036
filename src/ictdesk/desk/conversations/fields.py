"""Fields that the workspace adds to its tickets: the definitions are those of attributes, the values are the ticket's."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count

from ictdesk.desk.contacts import definitions, knowing
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations import choosing
from ictdesk.desk.conversations.models import Conversation, TicketValue
from ictdesk.desk.conversations.relation_shapes import FieldValueShape
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import keyring


def all_fields() -> CellQuerySet[AttributeDefinition]:
    """The workspace's fields of tickets, in their order."""
    return definitions.defined("ticket")


def counts_of_values() -> dict[UUID, int]:
    """How many tickets have a value, by definition."""
    return dict(TicketValue.objects.values_list("definition").annotate(n=Count("id")).order_by())


def has(conversation: Conversation, definition: AttributeDefinition) -> bool:
    """Whether a ticket of its type has the field."""
    return not definition.types or str(conversation.type_id) in definition.types


def values_of(conversation: Conversation) -> list[FieldValueShape]:
    """The ticket's fields with what is known. One that its type does not have shows while it has a value. Three queries."""
    if conversation.number is None:
        return []
    rows = {row.definition_id: row for row in TicketValue.objects.filter(conversation=conversation)}
    alive = keyring.subject_keys({row.subject_id for row in rows.values()})
    known = {id_: row.value for id_, row in rows.items() if row.subject_id in alive}
    return [
        {
            "key": one.key,
            "label": one.label,
            "kind": one.kind,  # type: ignore[typeddict-item]  # a constraint keeps it
            "choices": list(one.choices),
            "value": known.get(one.id),
            "required": one.required and has(conversation, one),
        }
        for one in all_fields()
        if has(conversation, one) or one.id in known
    ]


def write(ticket: Conversation, values: Mapping[str, object]) -> list[UUID]:
    """Sets fields by key, None takes one away; returns the definitions that changed. Raises `Invalid` before anything is written."""
    clean = knowing.cleaned("ticket", values)
    for definition, value in clean:
        if value is not None and not has(ticket, definition):
            raise Invalid(f"{definition.label}: tickets of this type do not have it.")
    held = {row.definition_id: row for row in TicketValue.objects.filter(conversation=ticket)}

    def made(definition: AttributeDefinition, value: object) -> TicketValue:
        row = held.get(definition.id) or TicketValue(
            conversation=ticket, definition=definition, subject_id=ticket.subject_id
        )
        row.digest = choosing.digest_of(definition, value)
        return row

    return [
        definition.id
        for definition, value in clean
        if knowing.put(held.get(definition.id), value, lambda of=definition, to=value: made(of, to))  # type: ignore[misc]
    ]


def forget_type(ticket_type: TicketType) -> None:
    """A type goes: fields of it alone are of all tickets then, rather than of none."""
    for one in all_fields().filter(types__contains=str(ticket_type.id)):
        one.types = [id_ for id_ in one.types if id_ != str(ticket_type.id)]
        one.save(update_fields=["types"])
