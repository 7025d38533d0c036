"""What is known of a contact beyond their name: addresses and attributes, written and taken away."""

from collections.abc import Mapping
from uuid import UUID

from ictdesk.desk.contacts import attributes, names
from ictdesk.desk.contacts.models import AttributeDefinition, AttributeValue, Contact, Identity
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Invalid, NotFound
from ictdesk.kernel.vault import digests, keyring

MOST_IDENTITIES = 30


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
    known = {row.key: row for row in AttributeDefinition.objects.filter(key__in=list(values))}
    unknown = sorted(values.keys() - known.keys())
    if unknown:
        raise Invalid(f"There is no attribute {', '.join(unknown)}.")
    clean = {
        key: None if value is None else attributes.clean_value(known[key], value)
        for key, value in values.items()
    }
    held = {row.definition_id: row for row in AttributeValue.objects.filter(contact=contact)}
    changed = [
        known[key].id
        for key, value in clean.items()
        if _write(contact, known[key], held.get(known[key].id), value)
    ]
    if not changed:
        raise AlreadySo
    return changed


def _write(
    contact: Contact,
    definition: AttributeDefinition,
    row: AttributeValue | None,
    value: attributes.Value | None,
) -> bool:
    if value is None:
        if row is not None:
            row.delete()
        return row is not None
    if row is None:
        row = AttributeValue(contact=contact, definition=definition, subject_id=contact.subject_id)
    elif row.value == value:
        return False
    row.value, row.changed_at = value, clock.now()
    row.save()
    return True
