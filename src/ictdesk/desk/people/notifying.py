"""How a member wants to be told that something came while they look elsewhere: shown, heard, and of what."""

from collections.abc import Iterable
from typing import get_args

from ictdesk.desk.people.models import Member
from ictdesk.desk.people.shapes import NotifyEvent, NotifyShape
from ictdesk.kernel.errors import Invalid

EVENTS: tuple[NotifyEvent, ...] = get_args(NotifyEvent.__value__)


def choice_of(member: Member | None) -> NotifyShape:
    """What a member wants; in the beginning nothing is shown or heard, and it would be of everything.

    Whoever is no member is told of nothing, and not asked.
    """
    kept = member.notify if member else {"events": []}
    return {
        "shown": kept.get("shown", False),
        "heard": kept.get("heard", False),
        "events": kept.get("events", list(EVENTS)),
        "chosen": bool(kept),
    }


def clean_events(events: Iterable[str]) -> list[NotifyEvent]:
    """These events in their order. Raises `Invalid` for one that there is not."""
    wanted = set(events)
    if not wanted <= set(EVENTS):
        raise Invalid(f"Members are told of {', '.join(EVENTS)}.")
    return [event for event in EVENTS if event in wanted]
