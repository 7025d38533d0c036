"""Time that counts: the desk's hours, its closed days, and clocks that jump."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.desk.workspaces import open_time
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.ids import new_id

OFFICE = {str(day): [["09:00", "12:00"], ["13:00", "17:00"]] for day in range(5)}
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def desk(**settings: Any) -> Workspace:
    usual = {"time_zone": "UTC", "hours": OFFICE, "holidays_of": "", "closed_days": []}
    return Workspace(workspace_id=new_id(), **usual | settings)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-23T09:00", 60, "2026-11-23T10:00"),
        ("2026-11-23T11:30", 60, "2026-11-23T13:30"),
        ("2026-11-23T07:00", 60, "2026-11-23T10:00"),
        ("2026-11-23T16:30", 60, "2026-11-24T09:30"),
        ("2026-11-27T16:30", 60, "2026-11-30T09:30"),
        ("2026-11-28T12:00", 60, "2026-11-30T10:00"),
        ("2026-11-23T09:00", 7 * 60, "2026-11-23T17:00"),
    ],
)
def test_hours_breaks_and_weekends(start: str, minutes: int, due: str) -> None:
    begin, end = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (start, due))
    assert open_time.add(desk(), begin, minutes * 60) == end


def test_a_holiday_does_not_count() -> None:
    eve = datetime(2026, 12, 24, 15, tzinfo=UTC)
    german = desk(holidays_of="DE")
    assert open_time.add(german, eve, 4 * 3600) == datetime(2026, 12, 28, 11, tzinfo=UTC)
    assert open_time.add(desk(), eve, 4 * 3600) == datetime(2026, 12, 25, 11, tzinfo=UTC)


def test_a_day_on_which_the_clock_jumps_has_an_hour_less() -> None:
    berlin = desk(time_zone="Europe/Berlin", hours={})
    begin = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert open_time.between(berlin, begin, begin + timedelta(days=1)) == 24 * 3600
    assert len(open_time.spans(berlin, begin.date() + timedelta(days=1))) == 1
    start, end = open_time.spans(berlin, begin.date() + timedelta(days=1))[0]
    assert (end - start).total_seconds() == 23 * 3600


def test_a_desk_that_never_opens_keeps_no_promise() -> None:
    assert open_time.add(desk(hours={"9": [["09:00", "10:00"]]}), MONDAY, 60) is None


def test_without_hours_all_time_counts() -> None:
    assert open_time.add(None, MONDAY, 90) == MONDAY + timedelta(seconds=90)
    assert open_time.between(None, MONDAY, MONDAY + timedelta(days=1)) == 86_400
    assert open_time.between(None, MONDAY, MONDAY - timedelta(days=1)) == 0


@given(
    minutes=st.integers(0, 60 * 24 * 20),
    seconds=st.integers(1, 80 * 3600),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]),
)
def test_what_is_added_lies_between(minutes: int, seconds: int, zone: str) -> None:
    settings = desk(time_zone=zone, holidays_of="DE")
    start = datetime(2026, 3, 20, tzinfo=UTC) + timedelta(minutes=minutes)
    due = open_time.add(settings, start, seconds)
    assert due is not None
    assert open_time.between(settings, start, due) == pytest.approx(seconds)
