"""Who is behind a contact or a key, for everything that follows the data map."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.kernel.datamap.persons import Person


def person(contacts: Collection[UUID], subjects: Collection[UUID]) -> Person:
    """The whole person: the contacts that went into the same one, their keys, and their addresses. Four queries.

    Keys that belong to no contact (any more) stay in the answer.
    """
    named = Contact.objects.filter(Q(id__in=list(contacts)) | Q(subject_id__in=list(subjects)))
    heads = {row.merged_into_id or row.id for row in named}
    group = Contact.objects.filter(Q(id__in=heads) | Q(merged_into__in=heads))
    rows = dict(group.values_list("id", "subject_id"))
    keys = {*rows.values(), *subjects}
    return Person(frozenset(rows), frozenset(keys), frozenset(_addresses(set(rows))))


def _addresses(contacts: set[UUID]) -> set[bytes]:
    """Digests of their e-mail addresses. One that somebody else claims too is theirs only where they proved it."""
    mine = Identity.objects.filter(contact__in=contacts, kind="email").values_list("digest", "verified")
    known: dict[bytes, bool] = {}
    for digest, verified in mine:
        known[bytes(digest)] = known.get(bytes(digest), False) or verified
    others = Identity.objects.filter(kind="email", digest__in=list(known)).exclude(contact__in=contacts)
    claimed = {bytes(digest) for digest in others.values_list("digest", flat=True)}
    return {digest for digest, verified in known.items() if verified or digest not in claimed}
