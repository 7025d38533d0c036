"""What others read of purges."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from ictdesk.kernel import guards
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.persons import Person, person_of, rows_of
from ictdesk.kernel.datamap.tables import table
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.erasure import planning
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.erasure.planning import Plan
from ictdesk.privacy.purges import rules
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson

COUNTED = ("conversation", "message", "attachment")


class Goes(NamedTuple):
    """One of a list: how much is kept of them, and why they would stay."""

    subject: UUID
    counts: tuple[int, ...]
    """Of the tables in `COUNTED`."""
    held: list[str]


def orders_for(actor: Actor) -> CellQuerySet[PurgeOrder]:
    """All of them. Raises `NotAllowed`."""
    if not rules.can_look(actor):
        raise NotAllowed
    return PurgeOrder.objects.all()  # type: ignore[no-any-return]


def preview(actor: Actor, subjects: Sequence[UUID], mode: str) -> tuple[list[Goes], Plan]:
    """Each of them, and everything together of whom nothing keeps. About ten queries a person. Raises `NotAllowed`."""
    if not rules.can_look(actor):
        raise NotAllowed
    lines, everybody = [], Person()
    for subject in subjects:
        person = person_of(subjects=[subject])
        held = guards.reasons(sorted(person.subjects), guards.ERASURE)
        counts = tuple(rows_of(table(name), person).count() for name in COUNTED)
        lines.append(Goes(subject, counts, held))
        if not held:
            everybody = _both(everybody, person)
    return lines, planning.plan(everybody, mode)


def people_of(order: PurgeOrder) -> list[PurgePerson]:
    """In the order in which they are erased."""
    return list(PurgePerson.objects.filter(order=order).order_by("id"))


def runs_of(people: Sequence[PurgePerson]) -> dict[UUID, ErasureRun]:
    """Their erasures, by id."""
    return {run.id: run for run in ErasureRun.objects.filter(id__in=[one.run_id for one in people])}


def _both(one: Person, other: Person) -> Person:
    return Person(one.contacts | other.contacts, one.subjects | other.subjects, one.digests | other.digests)
