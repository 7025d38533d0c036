"""Reads of contacts."""

from collections.abc import Iterable
from typing import Any, TypedDict

from django.db.models import Prefetch, Q

from ictdesk.desk.contacts import rules
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.shapes import ContactShape
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.pages import read, write
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import digests, keyring


class ContactPage(TypedDict):
    items: list[ContactShape]
    next: str | None


def contacts_for(actor: Actor) -> CellQuerySet[Contact]:
    """The contacts that an actor may see. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return Contact.objects.all()  # type: ignore[no-any-return]


def contact_page(*, actor: Actor, email: str = "", cursor: str = "", limit: int = 50) -> ContactPage:
    """Contacts, last seen first; `email` finds by exact address. Three queries at most."""
    found = contacts_for(actor)
    if email:
        found = found.filter(id__in=by_email(email).values("contact"))
    if cursor:
        moment, last = read(cursor)
        found = found.filter(Q(last_seen_at__lt=moment) | Q(last_seen_at=moment, id__gt=last))
    rows = list(found.order_by("-last_seen_at", "id").prefetch_related(_identities())[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return {"items": shown(rows), "next": write(rows[-1].last_seen_at, rows[-1].id) if more else None}


def contact_shown(*, actor: Actor, contact: Contact) -> ContactShape:
    """One contact with all identities. Raises `NotFound`."""
    return shown([contacts_for(actor).prefetch_related(_identities()).find(id=contact.id)])[0]


def by_email(address: str) -> CellQuerySet[Identity]:
    """The identities with this address, found by digest."""
    digest = digests.blind(keyring.index_key(), "email", digests.normal_address(address))
    return Identity.objects.filter(kind="email", digest=digest)  # type: ignore[no-any-return]


def known_as(external: str) -> Contact | None:
    """The contact whom a website has signed under its own id before, the oldest if there were two."""
    digest = digests.blind(keyring.index_key(), "external", external)
    proven = Identity.objects.filter(kind="external", digest=digest, verified=True)
    found: Identity | None = proven.select_related("contact").order_by("id").first()
    return found.contact if found else None


def shown(contacts: Iterable[Contact]) -> list[ContactShape]:
    """Opens what is sealed; a person whose key was destroyed shows empty."""
    rows = list(contacts)
    alive = keyring.subject_keys({row.subject_id for row in rows}).keys()
    return [_shape(row, row.subject_id in alive) for row in rows]


def _shape(contact: Contact, alive: bool) -> ContactShape:
    return {
        "id": str(contact.id),
        "name": contact.name if alive else "",
        "identities": [
            {
                "id": str(identity.id),
                "kind": identity.kind,
                "value": identity.value if alive else "",
                "verified": identity.verified,
                "current": identity.current,
                "created_at": rfc3339(identity.created_at),
            }
            for identity in contact.identities.all()
        ],
        "locale": contact.locale,
        "gpc": contact.gpc,
        "notice_version": contact.notice_version,
        "created_at": rfc3339(contact.created_at),
        "last_seen_at": rfc3339(contact.last_seen_at),
    }


def _identities() -> "Prefetch[Any]":
    return Prefetch("identities", Identity.objects.order_by("-current", "created_at"))
