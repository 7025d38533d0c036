"""What others read of holds."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.persons import Person, person_of
from ictdesk.kernel.datamap.tables import table
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.models import Hold, HoldAddress, HoldSubject, HoldThread


def holds_for(actor: Actor) -> CellQuerySet[Hold]:
    """All holds. Raises `NotAllowed`."""
    if not rules.can_hold(actor):
        raise NotAllowed
    return Hold.objects.all()  # type: ignore[no-any-return]


def open_holds(actor: Actor) -> list[Hold]:
    """Those that stand, the next review first, with keys and threads. Raises `NotAllowed`."""
    standing = holds_for(actor).filter(lifted_at=None).prefetch_related("subjects", "threads")
    return list(standing.order_by("review_on", "id"))


def lifted_holds(actor: Actor, limit: int) -> list[Hold]:
    """The others, newest first. Raises `NotAllowed`."""
    gone = holds_for(actor).exclude(lifted_at=None).prefetch_related("subjects", "threads")
    return list(gone.order_by("-lifted_at", "id")[:limit])


def to_review(actor: Actor) -> int:
    """How many stand past their day, or without a second person's approval. Raises `NotAllowed`."""
    day = clock.now().astimezone(home().zone).date()
    waiting = Q(review_on__lte=day) | Q(approved_at=None)
    return holds_for(actor).filter(waiting, lifted_at=None).count()


def whole_on(subjects: Collection[UUID], digests: Collection[bytes]) -> bool:
    """Whether a hold stands on all of whoever has one of these keys or addresses."""
    standing = {"hold__whole": True, "hold__lifted_at": None}
    by_key = HoldSubject.objects.filter(person_id__in=subjects, **standing)
    by_address = HoldAddress.objects.filter(digest__in=digests, **standing)
    return bool(by_key.exists() or by_address.exists())


def perhaps_held(subjects: Collection[UUID]) -> set[UUID]:
    """Those of many keys that a hold on all of somebody may be on: by a key or an address, of them or of who they were merged with."""
    standing = {"hold__whole": True, "hold__lifted_at": None}
    held = set(HoldSubject.objects.filter(**standing).values_list("person_id", flat=True))
    addresses = HoldAddress.objects.filter(**standing).values("digest")
    owners = table("identity").objects.filter(digest__in=addresses)  # type: ignore[attr-defined]
    contacts = set(owners.values_list("contact_id", flat=True))
    if not held and not contacts:
        return set()
    return (held | person_of(contacts=contacts, subjects=held).subjects) & set(subjects)


def addresses_of(person: Person) -> frozenset[bytes]:
    """The digests of every address that they ever gave, proved or not: a hold rather finds one too many."""
    given = table("identity").objects.filter(contact_id__in=person.contacts)  # type: ignore[attr-defined]
    return frozenset(map(bytes, given.values_list("digest", flat=True)))


def threads_of(person: Person) -> frozenset[UUID]:
    """The threads of a person on which a hold stands, whoever they were known as when it was placed."""
    standing = HoldThread.objects.filter(hold__lifted_at=None).values("conversation_id")
    theirs = table("conversation").objects.filter(contact_id__in=person.contacts)  # type: ignore[attr-defined]
    return frozenset(theirs.filter(id__in=standing).values_list("id", flat=True))
