"""Whom a run is about."""

from uuid import UUID

from ictdesk.kernel.datamap.persons import Person
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject


def person_of(run: ErasureRun) -> Person:
    """Whom it is about, as they were known when it began: the rows that would say so go."""
    subjects = ErasureSubject.objects.filter(run=run).values_list("person_id", flat=True)
    return Person(
        frozenset(map(UUID, run.contacts)), frozenset(subjects), frozenset(map(bytes.fromhex, run.digests))
    )
