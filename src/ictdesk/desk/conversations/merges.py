"""Reads of merges: what one would do, and which can be undone."""

from ictdesk.desk.contacts import joining
from ictdesk.desk.contacts.models import Contact, ContactMerge, Identity
from ictdesk.desk.contacts.queries import contact_shown, contacts_for
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.person_shapes import (
    MergePreview,
    MergeShape,
)
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import keyring


def merges_for(actor: Actor) -> CellQuerySet[ContactMerge]:
    """The merges that an actor may see. Raises `NotAllowed`."""
    contacts_for(actor)
    return ContactMerge.objects.all()  # type: ignore[no-any-return]


def merges_of(contact: Contact) -> list[MergeShape]:
    """The merges into this contact that can still be undone, newest first."""
    since = clock.now() - joining.UNDO_FOR
    rows = ContactMerge.objects.filter(target=contact, undone_at=None, made_at__gt=since)
    rows = list(rows.select_related("source").order_by("-made_at"))
    alive = keyring.subject_keys({row.source.subject_id for row in rows})
    return [
        {
            "id": str(row.id),
            "contact": {
                "id": str(row.source_id),
                "name": row.source.name if row.source.subject_id in alive else "",
            },
            "made_at": rfc3339(row.made_at),
            "undo_until": rfc3339(row.made_at + joining.UNDO_FOR),
        }
        for row in rows
    ]


def merge_preview(*, actor: Actor, source: Contact, target: Contact) -> MergePreview:
    """What `merge_contacts` would do. Raises `Conflict` as it does, and changes nothing."""
    source, target = joining.pair(source, target)
    addresses, values = joining.movable(source, target)
    alive = keyring.subject_keys({row.subject_id for row in addresses})
    return {
        "source": contact_shown(actor=actor, contact=source),
        "target": contact_shown(actor=actor, contact=target),
        "conversations": Conversation.objects.filter(contact=source).count(),
        "addresses": [row.value for row in addresses if row.subject_id in alive],
        "attributes": [row.definition.label for row in values],
        "clashes": joining.clashes(source, target),
        "same_addresses": Identity.objects.filter(contact=source).count() - len(addresses),
    }
