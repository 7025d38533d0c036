"""What others read of objections."""

from collections.abc import Collection

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.persons import Person, person_of
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.objection import asking, rules
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject


def objections_for(actor: Actor) -> CellQuerySet[Objection]:
    """All of them. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return Objection.objects.all()  # type: ignore[no-any-return]


def scopes_of(digests: Collection[bytes]) -> list[str]:
    """What whoever has one of these addresses objects to."""
    found = Objection.objects.filter(digest__in=list(digests)).values_list("scope", flat=True)
    return sorted(set(found), reverse=True)


def of_case(case: RightsRequest) -> list[str]:
    """What is on record for whoever a case is about."""
    subjects = RightsSubject.objects.filter(request=case).values_list("person_id", flat=True)
    return scopes_of(person_of(subjects=list(subjects)).digests)


def whose(case: RightsRequest) -> tuple[Person, frozenset[bytes]]:
    """Whoever a case is about, and the digests of their addresses: also of the one that letters go to."""
    subjects = RightsSubject.objects.filter(request=case).values_list("person_id", flat=True)
    person = person_of(subjects=list(subjects))
    written = {asking.digest_of(case.email)} if case.email else set()
    return person, frozenset(person.digests | written)


def on_record(case: RightsRequest) -> CellQuerySet[Objection]:
    """The objections of whoever a case is about, the oldest first."""
    _person, digests = whose(case)
    found = Objection.objects.filter(digest__in=sorted(digests))
    return found.order_by("made_at", "id")  # type: ignore[no-any-return]
