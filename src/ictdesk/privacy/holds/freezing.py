"""What erasure is told: that a person stays for now, or which of their threads stay."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.kernel import erasing, guards, restricting
from ictdesk.kernel.datamap.persons import Person, person_of
from ictdesk.privacy.erasure import queries as erasures
from ictdesk.privacy.holds import queries


def held(subject: UUID, purpose: str) -> str:
    """Why this person stays; empty when no hold is on all of them."""
    if purpose != guards.ERASURE:
        return ""
    person = person_of(subjects=[subject])
    keys = person.subjects | {subject}
    return (
        _("A hold keeps this person's data.") if queries.whole_on(keys, queries.addresses_of(person)) else ""
    )


def perhaps(subjects: Collection[UUID], purpose: str) -> set[UUID]:
    """Those of many whom it is worth asking about."""
    return queries.perhaps_held(subjects) if purpose == guards.ERASURE else set()


def threads(person: Person) -> frozenset[UUID]:
    """The threads of theirs that stay."""
    return queries.threads_of(person)


def banner(subjects: Collection[UUID]) -> str:
    """What the inbox says restricts whoever was erased but for held threads; empty for others."""
    return _("a hold") if erasures.put_away(subjects) else ""


def register() -> None:
    guards.register(held, "hold", perhaps)
    erasing.keeping(threads)
    restricting.named_by(banner)
