"""What is known of a contact beyond their name: addresses and attributes, written and taken away."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from ictdesk.desk.contacts import attributes, names
from ictdesk.desk.contacts.models import AttributeDefinition, AttributeValue, Contact, Identity
from ictdesk.desk.contacts.restricting import follow
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Invalid, NotFound
from ictdesk.kernel.vault import digests, keyring

MOST_IDENTITIES = 30
NAMES = {"contact": "attribute", "ticket": "field"}


class Held(Protocol):
    """A row that holds the value of one definition."""

    value: Any
    changed_at: Any

    def save(self) -> object: ...

    def delete(self) -> object: ...


def lock(contact: Contact) -> Contact:
    """The contact as it is now, locked. Raises `NotFound` for one that went into another."""
    found: Contact = Contact.objects.select_for_update(no_key=True).find(id=contact.id)
    if found.merged_into_id is not None:
        raise NotFound("This contact was merged into another.")
    return found


def add(contact: Contact, kind: str, value: str) -> Identity:
    """Adds an address as a claim; what is there already stays current. Raises `AlreadySo`, `Invalid`."""
    value, form = names.clean_identity(kind, value)
    digest = digests.blind(keyring.index_key(), kind, form)
    known = Identity.objects.filter(contact=contact)
    found = known.filter(kind=kind, digest=digest).first()
    if found is not None and found.current:
        raise AlreadySo("This address is known already.")
    if found is not None:
        found.current = True
        found.save(update_fields=["current"])
        return found  # type: ignore[no-any-return]
    if known.count() >= MOST_IDENTITIES:
        raise Invalid(f"A contact has at most {MOST_IDENTITIES} addresses.")
    made = Identity(contact=contact, subject_id=contact.subject_id, kind=kind, digest=digest, value=value)
    made.save()
    follow([made])
    return made


def remove(contact: Contact, identity: Identity) -> None:
    """Deletes an address of the contact. Raises `NotFound` for another's."""
    if identity.contact_id != contact.id:
        raise NotFound
    identity.delete()


def write(contact: Contact, values: Mapping[str, object]) -> list[UUID]:
    """Sets attributes by key, None takes one away; returns the definitions that changed.

    Raises `Invalid` before anything is written, `AlreadySo` when nothing would change.
    """
    clean = cleaned("contact", values)
    held = {row.definition_id: row for row in AttributeValue.objects.filter(contact=contact)}
    changed = [
        definition.id
        for definition, value in clean
        if put(
            held.get(definition.id),
            value,
            lambda of=definition: (  # type: ignore[misc]  # mypy does not see a default's type
                held.get(of.id)
                or AttributeValue(contact=contact, definition=of, subject_id=contact.subject_id)
            ),
        )
    ]
    if not changed:
        raise AlreadySo
    return changed


def cleaned(
    about: str, values: Mapping[str, object]
) -> list[tuple[AttributeDefinition, attributes.Value | None]]:
    """Each value with its definition, as it will be stored. Raises `Invalid` for what is unknown or does not fit."""
    known = {row.key: row for row in AttributeDefinition.objects.filter(about=about, key__in=list(values))}
    unknown = sorted(values.keys() - known.keys())
    if unknown:
        raise Invalid(f"There is no {NAMES[about]} {', '.join(unknown)}.")
    return [
        (known[key], None if value is None else attributes.clean_value(known[key], value))
        for key, value in values.items()
    ]


def put(row: Held | None, value: attributes.Value | None, make: Callable[[], Held]) -> bool:
    """Writes, changes or takes away one value; whether that changed anything. `make` gives the row to write into."""
    if value is None:
        if row is not None:
            row.delete()
        return row is not None
    if row is not None and row.value == value:
        return False
    row = make()
    row.value, row.changed_at = value, clock.now()
    row.save()
    return True
