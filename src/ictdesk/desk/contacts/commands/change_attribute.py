"""Change what an attribute is called and what it is for."""

from collections.abc import Sequence

from ictdesk.desk.contacts import attributes, rules
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.instructing import Alters

CHANGED = ["label", "category", "source", "purpose", "choices", "types", "required", "public"]


@command(allow=rules.can_define, alters=Alters("fields", (AttributeDefinition,)))
def change_attribute(
    *,
    actor: Actor,
    definition: AttributeDefinition,
    label: str,
    category: str,
    source: str,
    purpose: str,
    choices: Sequence[str] = (),
    types: Sequence[TicketType] = (),
    required: bool = False,
    public: bool = False,
) -> AttributeDefinition:
    """Sets label, choices, data map entry, and of a field of tickets who has and needs it; key and kind stay. Raises `Invalid`.

    A choice that is taken away stays where it was chosen, until somebody chooses anew.
    """
    fresh: AttributeDefinition = AttributeDefinition.objects.select_for_update(no_key=True).find(
        id=definition.id
    )
    fresh.label = attributes.clean_label(label)
    fresh.category, fresh.source, fresh.purpose = category, source, purpose
    attributes.refuse_unmapped(fresh)
    fresh.choices = attributes.clean_choices(fresh.kind, choices)
    fresh.types = attributes.clean_asked(fresh.about, types, required=required, public=public)
    fresh.required, fresh.public = required, public
    fresh.save(update_fields=CHANGED)
    record(actor, "attribute.change", "attribute_definition", fresh.id, category=category)
    return fresh
