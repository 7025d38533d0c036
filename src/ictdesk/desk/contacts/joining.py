"""Two contacts become one: what moves in this room.

Rows move, seals do not: whatever was sealed under the source's key stays under it. So a contact that took
in others has several subjects, see `queries.subjects_of`.
"""

from datetime import timedelta
from typing import TypedDict

from ictdesk.desk.contacts.models import AttributeValue, Contact, Identity
from ictdesk.desk.contacts.shapes import Clash
from ictdesk.kernel.errors import Conflict

UNDO_FOR = timedelta(days=1)


class Moved(TypedDict):
    """Ids of the rows that moved from the source to the target."""

    identities: list[str]
    attributes: list[str]
    contacts: list[str]
    conversations: list[str]


def pair(source: Contact, target: Contact) -> tuple[Contact, Contact]:
    """Both, locked in one order. Raises `Conflict` for one that is gone into another, or for the same one twice."""
    if source.id == target.id:
        raise Conflict("A contact cannot be merged with itself.")
    rows = Contact.objects.select_for_update(no_key=True).filter(id__in=[source.id, target.id])
    found = {row.id: row for row in rows.order_by("id")}
    if any(row.merged_into_id for row in found.values()):
        raise Conflict("One of the two was merged into another contact meanwhile.")
    return found[source.id], found[target.id]


def movable(source: Contact, target: Contact) -> tuple[list[Identity], list[AttributeValue]]:
    """The addresses and attributes that the target does not have yet."""
    theirs = set(Identity.objects.filter(contact=target).values_list("kind", "digest"))
    addresses = [
        row
        for row in Identity.objects.filter(contact=source).order_by("created_at", "id")
        if (row.kind, row.digest) not in theirs
    ]
    held = set(AttributeValue.objects.filter(contact=target).values_list("definition", flat=True))
    values = AttributeValue.objects.filter(contact=source).exclude(definition__in=held)
    return addresses, list(values.select_related("definition").order_by("id"))


def clashes(source: Contact, target: Contact) -> list[Clash]:
    """The attributes of which both have a value, and the values differ."""
    theirs = {row.definition_id: row.value for row in AttributeValue.objects.filter(contact=target)}
    mine = AttributeValue.objects.filter(contact=source, definition__in=list(theirs))
    return [
        {"label": row.definition.label, "kept": theirs[row.definition_id], "set_aside": row.value}
        for row in mine.select_related("definition").order_by("definition__position", "id")
        if row.value != theirs[row.definition_id]
    ]


def join(source: Contact, target: Contact) -> Moved:
    """Moves what this room holds; the source leads to the target from now on."""
    addresses, values = movable(source, target)
    earlier = list(Contact.objects.filter(merged_into=source).order_by("id").values_list("id", flat=True))
    Identity.objects.filter(id__in=[row.id for row in addresses]).update(contact=target)
    AttributeValue.objects.filter(id__in=[row.id for row in values]).update(contact=target)
    Contact.objects.filter(id__in=[source.id, *earlier]).update(merged_into=target)
    return {
        "identities": [str(row.id) for row in addresses],
        "attributes": [str(row.id) for row in values],
        "contacts": [str(id_) for id_ in earlier],
        "conversations": [],
    }
