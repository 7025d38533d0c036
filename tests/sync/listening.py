"""Reads what the gateway pushes, until it has told of all that was recorded."""

from typing import Any
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Line
from tests.world import House

type Told = list[dict[str, Any]]


def recorded(house: House) -> set[str]:
    """The ids of all events of the workspace."""
    with workspace_scope(house.id):
        return {str(id_) for id_ in Event.objects.values_list("id", flat=True)}


def agent_events(line: Line, wanted: set[str]) -> Told:
    """Reads on to the last of these events; returns every event that the socket was told, in its order."""
    while not wanted <= {event["id"] for event in events_of(line)}:
        line.next()
    return events_of(line)


def visitor_events(line: Line, house: House, conversation: UUID | None) -> Told:
    """Reads on to the conversation's last change that its visitor may see."""
    if conversation is not None:
        with workspace_scope(house.id):
            last = Conversation.objects.find(id=conversation).visitor_version
        while str(last) not in {event["cursor"] for event in events_of(line)}:
            line.next()
    line.everything()
    return events_of(line)


def events_of(line: Line) -> Told:
    return [frame["event"] for frame in line.seen if frame["t"] == "event"]
