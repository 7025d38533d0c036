"""When the next digest is due."""

from datetime import datetime, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

type Often = Literal["never", "at_once", "hourly", "daily"]
OFTEN: tuple[Often, ...] = get_args(Often.__value__)


def next_after(moment: datetime, often: str, hour: int, zone: str) -> datetime | None:
    """The next full hour, or the next time that it is this hour in their zone; None where nothing waits for a time.

    A clock that jumps over the hour, or through it twice, has it once: at the first moment that is not before it.
    """
    if often == "hourly":
        return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if often != "daily":
        return None
    there = moment.astimezone(ZoneInfo(zone))
    wanted = there.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    while wanted.timestamp() <= moment.timestamp():
        wanted = (wanted + timedelta(days=1)).replace(hour=hour, fold=0)
    return wanted
