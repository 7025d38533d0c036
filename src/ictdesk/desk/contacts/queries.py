"""Reads of contacts."""

from collections.abc import Container, Iterable
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Prefetch, Q

from ictdesk.desk.contacts import names, rules
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.shapes import ContactShape
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.home import home
from ictdesk.kernel.pages import read, write
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import digests, keyring


class ContactPage(TypedDict):
    items: list[ContactShape]
    next: str | None


def contacts_for(actor: Actor) -> CellQuerySet[Contact]:
    """The contacts that an actor may see, without those that went into others. Raises `NotAllowed`."""
    return _all_for(actor).filter(merged_into=None)


def contact_for(actor: Actor, contact_id: UUID) -> Contact:
    """The contact with this id, or the one into which it went. Raises `NotAllowed`, `NotFound`."""
    found = _all_for(actor).select_related("merged_into").find(id=contact_id)
    return found.merged_into or found


def _all_for(actor: Actor) -> CellQuerySet[Contact]:
    if not rules.can_read(actor):
        raise NotAllowed
    return Contact.objects.all()  # type: ignore[no-any-return]


def subjects_of(contact: Contact) -> set[UUID]:
    """Whose keys seal what is known of this person: their own, and those of the contacts that went into them."""
    merged = Contact.objects.filter(merged_into=contact).values_list("subject_id", flat=True)
    return {contact.subject_id, *merged}


def addressed_as(address: str) -> list[Contact]:
    """Whoever is known by this e-mail address, each once, as they are shown now."""
    if not address.strip():
        return []
    ids = by_email(address).values("contact")
    found = Contact.objects.filter(id__in=ids).select_related("merged_into").order_by("id")
    return list({(one.merged_into or one).id: one.merged_into or one for one in found}.values())


def subjects_addressed_as(address: str) -> list[UUID]:
    """Whose keys seal what is known of them."""
    return sorted({key for contact in addressed_as(address) for key in subjects_of(contact)})


def behind(subjects: Iterable[UUID]) -> list[Contact]:
    """The contacts to whom these keys belong, each once, as they are shown now."""
    found = Contact.objects.filter(subject_id__in=list(subjects)).select_related("merged_into").order_by("id")
    return list({(one.merged_into or one).id: one.merged_into or one for one in found}.values())


def faces(subjects: Iterable[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """By key: the contact as it is shown now, and their name, empty where it cannot be opened. Two queries."""
    found = Contact.objects.filter(subject_id__in=list(subjects)).select_related("merged_into")
    heads = {one.subject_id: one.merged_into or one for one in found}
    alive = keyring.subject_keys({head.subject_id for head in heads.values()})
    return {key: (head.id, head.name if head.subject_id in alive else "") for key, head in heads.items()}


def contact_page(
    *, actor: Actor, email: str = "", known_as: str = "", cursor: str = "", limit: int = 50
) -> ContactPage:
    """Contacts, last seen first; `email` finds by exact address, `known_as` by address, phone or outside id.

    Three queries at most.
    """
    found = contacts_for(actor)
    if email:
        found = found.filter(id__in=by_email(email).values("contact"))
    if known_as:
        found = found.filter(id__in=by_any(known_as).values("contact"))
    if cursor:
        moment, last = read(cursor)
        found = found.filter(Q(last_seen_at__lt=moment) | Q(last_seen_at=moment, id__gt=last))
    rows = list(found.order_by("-last_seen_at", "id").prefetch_related(_identities())[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return {"items": shown(rows), "next": write(rows[-1].last_seen_at, rows[-1].id) if more else None}


def not_seen_since(actor: Actor, day: date, limit: int) -> list[Contact]:
    """Whoever was last seen before a day where the workspace is, the longest ago first. Raises `NotAllowed`."""
    begin = datetime.combine(day, time(), home().zone)
    found = contacts_for(actor).filter(last_seen_at__lt=begin)
    return list(found.order_by("last_seen_at", "id")[:limit])


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
    found: Identity | None = proven.select_related("contact__merged_into").order_by("id").first()
    return (found.contact.merged_into or found.contact) if found else None


def by_any(text: str) -> CellQuerySet[Identity]:
    """The identities of any kind with this value, found by digest."""
    found = Identity.objects.none()
    for kind in names.KINDS:
        with suppress(Invalid):
            _, form = names.clean_identity(kind, text)
            digest = digests.blind(keyring.index_key(), kind, form)
            found |= Identity.objects.filter(kind=kind, digest=digest)
    return found  # type: ignore[no-any-return]


def shown(contacts: Iterable[Contact]) -> list[ContactShape]:
    """Opens what is sealed; a person whose key was destroyed shows empty."""
    rows = list(contacts)
    subjects = {row.subject_id for row in rows}
    subjects |= {identity.subject_id for row in rows for identity in row.identities.all()}
    alive = keyring.subject_keys(subjects).keys()
    return [_shape(row, alive) for row in rows]


def _shape(contact: Contact, alive: Container[UUID]) -> ContactShape:
    return {
        "id": str(contact.id),
        "name": contact.name if contact.subject_id in alive else "",
        "identities": [
            {
                "id": str(identity.id),
                "kind": identity.kind,
                "value": identity.value if identity.subject_id in alive else "",
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


def has_address(contact: Contact) -> bool:
    """Whether mail can reach them: they gave an address, proven or not."""
    return bool(Identity.objects.filter(contact=contact, kind="email", current=True).exists())
