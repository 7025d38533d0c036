"""Add an attribute to the workspace's contacts."""

from collections.abc import Sequence

from ictdesk.desk.contacts import attributes, rules
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid


@command(allow=rules.can_define)
def define_attribute(
    *,
    actor: Actor,
    key: str,
    label: str,
    kind: str,
    category: str,
    source: str,
    purpose: str,
    choices: Sequence[str] = (),
) -> AttributeDefinition:
    """Adds an attribute and its entry in the data map. Raises `Invalid`, `Conflict` for a key in use."""
    made = AttributeDefinition(
        key=attributes.clean_key(key),
        label=attributes.clean_label(label),
        kind=kind,
        category=category,
        source=source,
        purpose=purpose,
        position=AttributeDefinition.objects.count(),
    )
    attributes.refuse_unmapped(made)
    made.choices = attributes.clean_choices(kind, choices)
    if made.position >= attributes.MOST_DEFINITIONS:
        raise Invalid(f"A workspace has at most {attributes.MOST_DEFINITIONS} attributes.")
    if AttributeDefinition.objects.filter(key=key).exists():
        raise Conflict("Another attribute has this key.")
    made.save()
    record(actor, "attribute.define", "attribute_definition", made.id, kind=kind, category=category)
    return made
