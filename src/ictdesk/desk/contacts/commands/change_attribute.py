"""Change what an attribute is called and what it is for."""

from collections.abc import Sequence

from ictdesk.desk.contacts import attributes, rules
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command


@command(allow=rules.can_define)
def change_attribute(
    *,
    actor: Actor,
    definition: AttributeDefinition,
    label: str,
    category: str,
    source: str,
    purpose: str,
    choices: Sequence[str] = (),
) -> AttributeDefinition:
    """Sets label, choices and data map entry; key and kind stay as they are. Raises `Invalid`.

    A choice that is taken away stays where it was chosen, until somebody chooses anew.
    """
    fresh: AttributeDefinition = AttributeDefinition.objects.select_for_update(no_key=True).find(
        id=definition.id
    )
    fresh.label = attributes.clean_label(label)
    fresh.category, fresh.source, fresh.purpose = category, source, purpose
    attributes.refuse_unmapped(fresh)
    fresh.choices = attributes.clean_choices(fresh.kind, choices)
    fresh.save(update_fields=["label", "category", "source", "purpose", "choices"])
    record(actor, "attribute.change", "attribute_definition", fresh.id, category=category)
    return fresh
