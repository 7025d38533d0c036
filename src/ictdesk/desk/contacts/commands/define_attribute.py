"""Add an attribute to the workspace's contacts."""

from collections.abc import Sequence

from ictdesk.desk.contacts import attributes, rules
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy.models import CellQuerySet


@command(allow=rules.can_define, alters=Alters("fields", (AttributeDefinition,)))
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
    about: str = "contact",
    types: Sequence[TicketType] = (),
    required: bool = False,
    public: bool = False,
) -> AttributeDefinition:
    """Adds an attribute of contacts, or a field of tickets, and its entry in the data map.

    `types`, `required` and `public` are of fields of tickets. Raises `Invalid`, `Conflict` for a key in use.
    """
    others = _others(about)
    made = AttributeDefinition(
        about=about,
        types=attributes.clean_asked(about, types, required=required, public=public),
        required=required,
        public=public,
        key=attributes.clean_key(key),
        label=attributes.clean_label(label),
        kind=kind,
        category=category,
        source=source,
        purpose=purpose,
        position=others.count(),
    )
    attributes.refuse_unmapped(made)
    made.choices = attributes.clean_choices(kind, choices)
    if others.filter(key=key).exists():
        raise Conflict("Another one has this key.")
    made.save()
    record(actor, "attribute.define", "attribute_definition", made.id, kind=kind, category=category)
    return made


def _others(about: str) -> CellQuerySet[AttributeDefinition]:
    """Those that are there. Raises `Invalid` where another one would be too many."""
    found: CellQuerySet[AttributeDefinition] = AttributeDefinition.objects.filter(about=about)
    if found.count() >= attributes.MOST_DEFINITIONS:
        raise Invalid(f"There are at most {attributes.MOST_DEFINITIONS} of them.")
    return found
