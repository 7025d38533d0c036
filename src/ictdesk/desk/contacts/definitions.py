"""Reads of attributes: what the workspace defined, and what is known of a contact."""

from uuid import UUID

from django.db.models import Count

from ictdesk.desk.contacts import attributes
from ictdesk.desk.contacts.models import AttributeDefinition, AttributeValue, Contact
from ictdesk.desk.contacts.queries import contacts_for
from ictdesk.desk.contacts.shapes import AttributeShape, FieldShape, ValueShape
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.registry import Row
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import keyring

TABLES = {"contact": "attribute_value", "ticket": "ticket_value"}
"""Where the values are."""


def definitions_for(actor: Actor) -> CellQuerySet[AttributeDefinition]:
    """The workspace's attributes of contacts, in their order, for who may see contacts. Raises `NotAllowed`."""
    contacts_for(actor)
    return defined("contact")


def defined(about: str) -> CellQuerySet[AttributeDefinition]:
    """What is defined of contacts or of tickets, in its order."""
    found = AttributeDefinition.objects.filter(about=about)
    return found.order_by("position", "id")  # type: ignore[no-any-return]


def counts_of_values() -> dict[UUID, int]:
    """How many contacts have a value, by definition."""
    return dict(AttributeValue.objects.values_list("definition").annotate(n=Count("id")).order_by())


def definition_shown(definition: AttributeDefinition) -> AttributeShape:
    return {
        "id": str(definition.id),
        "key": definition.key,
        "label": definition.label,
        "kind": definition.kind,  # type: ignore[typeddict-item]  # a constraint keeps it
        "choices": list(definition.choices),
        "category": definition.category,
        "source": definition.source,
        "purpose": definition.purpose,
    }


def field_shown(definition: AttributeDefinition) -> FieldShape:
    """A field of tickets."""
    return {
        **definition_shown(definition),
        "types": list(definition.types),
        "required": definition.required,
        "public": definition.public,
    }


def values_of(actor: Actor, contact: Contact) -> list[ValueShape]:
    """Every attribute of the workspace with what is known of the contact. Three queries at most."""
    definitions = list(definitions_for(actor))
    rows = {row.definition_id: row for row in AttributeValue.objects.filter(contact=contact)}
    alive = keyring.subject_keys({row.subject_id for row in rows.values()})
    known = {id_: row.value for id_, row in rows.items() if row.subject_id in alive}
    return [
        {
            "key": definition.key,
            "label": definition.label,
            "kind": definition.kind,  # type: ignore[typeddict-item]  # a constraint keeps it
            "choices": list(definition.choices),
            "value": known.get(definition.id),
        }
        for definition in definitions
    ]


def data_map_rows() -> list[Row]:
    """What the workspace in scope added to the data map."""
    return [
        Row("cell", TABLES[row.about], row.key, attributes.entry(row))
        for row in AttributeDefinition.objects.order_by("about", "position", "id")
    ]
