"""What others read of cases."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.rights import detail, rules
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest, RightsSubject
from ictdesk.privacy.rights.states import ANSWERED


def cases_for(actor: Actor) -> CellQuerySet[RightsRequest]:
    """All cases. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return RightsRequest.objects.all()  # type: ignore[no-any-return]


def open_cases(actor: Actor) -> list[RightsRequest]:
    """Those that wait for an answer, the most urgent first. Raises `NotAllowed`."""
    return list(cases_for(actor).exclude(state__in=ANSWERED).order_by("due_on", "id"))


def answered_cases(actor: Actor, limit: int) -> list[RightsRequest]:
    """The others, newest first. Raises `NotAllowed`."""
    return list(cases_for(actor).filter(state__in=ANSWERED).order_by("-number")[:limit])


def today() -> date:
    """The day where the controller is."""
    return clock.now().astimezone(home().zone).date()


def days_left(row: RightsRequest, day: date) -> int | None:
    """Until the answer is due; below zero when it is late. None while the clock stands."""
    if row.state in ANSWERED or row.state == "identity_pending" or detail.stands(row):
        return None
    return (row.due_on - day).days


def to_warn(steps: Sequence[int]) -> list[tuple[RightsRequest, int]]:
    """Open cases that reached a step since the last warning, with the days left; late ones every day."""
    day = today()
    soon = day + timedelta(days=max(steps))
    waiting = RightsRequest.objects.exclude(state__in=[*ANSWERED, "identity_pending"]).filter(
        due_on__lte=soon
    )
    found = [
        (row, (row.due_on - day).days) for row in waiting.order_by("due_on", "id") if not detail.stands(row)
    ]
    return [(row, days) for row, days in found if _reached(row.warned, days, steps)]


def _reached(last: int | None, days: int, steps: Sequence[int]) -> bool:
    if days < 0:
        return last is None or days < last
    step = min(step for step in steps if days <= step)
    return last is None or last > step


def is_lead(actor: Actor) -> bool:
    """Whether they are the named lead; everybody is where nobody is named."""
    return home().lead() in (None, actor.id)


def cases_about(subjects: Collection[UUID]) -> list[RightsRequest]:
    """Those about any of these keys whose asker proved who they are, newest first: for themselves to see."""
    ids = RightsSubject.objects.filter(person_id__in=subjects).values("request_id")
    found = RightsRequest.objects.filter(id__in=ids, identified_at__isnull=False, merged_into=None)
    return list(found.order_by("-number")[:20])


def letters_of(row: RightsRequest) -> list[RightsLetter]:
    """What they were written, oldest first."""
    return list(RightsLetter.objects.filter(request=row).order_by("written_at"))
