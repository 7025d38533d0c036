"""The clock of a request: vectors counted by hand for Ireland, and what holds for every day."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.privacy.rights.deadlines import PROMISED_DAYS, deadlines, next_working_day
from ictdesk.privacy.rights.regimes import EEA, REGIMES, of_country

VECTORS = Path(__file__).with_name("deadlines.csv")
EU = REGIMES["eu"]
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
PLACES = st.sampled_from(["IE", "DE", "FR", "GB", "CH", "PL", "XX"])


def vectors() -> list[dict[str, date]]:
    with VECTORS.open(encoding="utf-8") as lines:
        return [
            {name: date.fromisoformat(value) for name, value in row.items()} for row in csv.DictReader(lines)
        ]


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["received"].isoformat())
def test_as_counted_by_hand(row: dict[str, date]) -> None:
    found = deadlines(row["received"], EU, "IE")
    assert (found.legal, found.legal_moved) == (row["one_month"], row["one_month_rolled"])
    assert found.due == row["due_shown"] == min(row["one_month"], row["thirty_days"])
    assert (found.longest, found.longest_moved) == (row["three_months"], row["three_months_rolled"])


def test_there_are_vectors() -> None:
    assert len(vectors()) == 14


@given(DAYS, PLACES, st.integers(0, 60))
def test_what_people_are_promised_is_never_later_than_the_law(
    received: date, country: str, waited: int
) -> None:
    found = deadlines(received, of_country(country), country, waited=waited)
    assert received < found.due <= found.legal <= found.legal_moved < found.longest <= found.longest_moved
    assert found.due <= received + timedelta(days=PROMISED_DAYS + waited)


@given(DAYS, PLACES, st.integers(0, 60), st.integers(0, 60))
def test_waiting_longer_never_ends_sooner(received: date, country: str, one: int, more: int) -> None:
    regime = of_country(country)
    first, later = (deadlines(received, regime, country, waited=days) for days in (one, one + more))
    assert first.legal <= later.legal <= first.legal + timedelta(days=more + 3)


@given(DAYS, PLACES)
def test_a_period_ends_on_a_working_day(day: date, country: str) -> None:
    moved = next_working_day(day, country)
    assert moved.weekday() < 5
    assert day <= moved <= day + timedelta(days=10)


def test_switzerland_counts_days() -> None:
    assert deadlines(date(2027, 1, 31), REGIMES["ch"], "CH").legal == date(2027, 3, 2)
    assert deadlines(date(2027, 1, 31), EU, "DE").legal == date(2027, 2, 28)


def test_each_country_has_its_law() -> None:
    assert {of_country(one).key for one in EEA} == {"eu"}
    assert [of_country(one).key for one in ("GB", "CH", "BR")] == ["uk", "ch", "eu"]
