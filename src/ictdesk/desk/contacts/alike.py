"""Contacts who may be the same person."""

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.queries import contacts_for
from ictdesk.desk.contacts.shapes import LikeShape
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.vault import keyring

MOST_LIKE = 5


def alike(actor: Actor, contact: Contact) -> list[LikeShape]:
    """Contacts who are known under one of this contact's addresses, found by digest: they may be the same person."""
    mine = Identity.objects.filter(contact=contact).values("digest")
    seen = contacts_for(actor).exclude(id=contact.id).values("id")
    others = (
        Identity.objects.filter(digest__in=mine, contact__in=seen)
        .select_related("contact")
        .order_by("-verified", "contact_id", "id")
    )
    first = {row.contact_id: row for row in reversed(list(others[: 5 * MOST_LIKE]))}
    rows = sorted(first.values(), key=lambda row: row.contact.last_seen_at, reverse=True)[:MOST_LIKE]
    subjects = {row.subject_id for row in rows} | {row.contact.subject_id for row in rows}
    alive = keyring.subject_keys(subjects)
    return [
        {
            "id": str(row.contact_id),
            "name": row.contact.name if row.contact.subject_id in alive else "",
            "address": row.value if row.subject_id in alive else "",
            "verified": row.verified,
            "last_seen_at": rfc3339(row.contact.last_seen_at),
        }
        for row in rows
    ]
