"""What every change of a case has in common: it is locked, it follows the table of states, it is on record."""

from collections.abc import Iterable
from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.vault import doors
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.rights import regimes
from ictdesk.privacy.rights.deadlines import deadlines
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject
from ictdesk.privacy.rights.states import State, must_lead_to


def held(request: RightsRequest) -> RightsRequest:
    """The row as it is now, locked until the transaction ends."""
    fresh: RightsRequest = RightsRequest.objects.select_for_update().find(id=request.id)
    return fresh


def move(
    actor: Actor, row: RightsRequest, then: State, *changed: str, **facts: str | int | bool | None
) -> None:
    """Saves a locked case in its next state, with the columns named. Raises `Conflict` for a wrong step."""
    must_lead_to(row.state, then)
    row.state = then
    row.save(update_fields=["state", *changed])
    record(actor, f"rights.{then}", "rights_request", row.id, **facts)


def about(row: RightsRequest, people: Iterable[UUID]) -> None:
    """Adds whom a case is about. Raises `NotFound` for a subject that this workspace never had."""
    wanted = set(people)
    with doors.in_database("rights"):
        known = SubjectKey.objects.filter(id__in=wanted).count()
    if known != len(wanted):
        raise NotFound
    named = set(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))
    for person in sorted(wanted - named):
        RightsSubject(request=row, person_id=person).save()


CLOCK = ("regime", "due_on", "legal_on", "late_after", "longest_on")


def set_clock(row: RightsRequest) -> None:
    """Computes the days of a case from its receipt, its country and the days that did not count."""
    country = row.country or home().country
    regime = regimes.of_country(country)
    found = deadlines(row.received_on, regime, country, waited=row.waited_days)
    row.regime, row.due_on, row.legal_on = regime.key, found.due, found.legal
    row.late_after, row.longest_on = found.legal_moved, found.longest
    if row.extended_at is not None:
        row.due_on, row.late_after = found.longest, found.longest_moved
