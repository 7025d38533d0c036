"""What the API answers about requests for people's data."""

from typing import TypedDict

from ictdesk.kernel.clock import rfc3339
from ictdesk.privacy.rights import queries
from ictdesk.privacy.rights.models import RightsRequest


class RightsCase(TypedDict):
    """`due_on` and `received_on` are days where the controller is; `days_left` is null while the clock stands."""

    id: str
    number: str
    rights: list[str]
    channel: str
    requester: str
    name: str
    email: str
    state: str
    identity: str
    received_at: str
    due_on: str
    days_left: int | None


class RightsCases(TypedDict):
    items: list[RightsCase]
    next: None


def rights_case(row: RightsRequest) -> RightsCase:
    return {
        "id": str(row.id),
        "number": str(row),
        "rights": row.rights,
        "channel": row.channel,
        "requester": row.requester,
        "name": row.name,
        "email": row.email,
        "state": row.state,
        "identity": row.identity,
        "received_at": rfc3339(row.received_at),
        "due_on": row.due_on.isoformat(),
        "days_left": queries.days_left(row, queries.today()),
    }
