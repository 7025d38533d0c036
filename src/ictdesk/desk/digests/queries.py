"""Reads of digests."""

from typing import TypedDict, cast

from ictdesk.desk.digests.models import DigestChoice
from ictdesk.desk.digests.times import Often
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.queries import workspace


class DigestShape(TypedDict):
    """How often a member is mailed of what waits for them; `hour` counts for `daily`, in `zone`."""

    often: Often
    hour: int
    zone: str


def choice_of(member: Member) -> DigestShape:
    """What a member chose; in the beginning nothing is mailed."""
    row = DigestChoice.objects.filter(member=member).first()
    if row is None:
        return {"often": "never", "hour": 8, "zone": workspace().time_zone}
    return {"often": cast("Often", row.often), "hour": row.hour, "zone": row.zone}
