"""When the desk is open, with holidays and closed days."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ictdesk.desk.workspaces import calendar
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = {str(day): [["09:00", "17:00"]] for day in range(7)}


def desk(**how: object) -> Workspace:
    return Workspace(workspace_id="00000000-0000-7000-8000-000000000000", time_zone="Europe/Berlin", **how)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_without_hours_and_holidays_it_is_always_open() -> None:
    assert calendar.is_open(desk(), at("2026-12-25T03:00"))
    assert calendar.opens_at(desk(), at("2026-12-25T03:00")) is None


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-12-24T10:00", True),
        ("2026-12-24T17:00", False),
        ("2026-12-25T10:00", False),
        ("2026-12-26T10:00", False),
        ("2026-12-28T08:59", False),
        ("2026-12-28T09:00", True),
    ],
)
def test_public_holidays_are_closed(moment: str, is_open: bool) -> None:
    assert calendar.is_open(desk(hours=EVERY_DAY, holidays_of="DE"), at(moment)) is is_open


def test_it_opens_after_the_holidays() -> None:
    own = [{"day": "2026-12-27", "name": "Stocktaking"}]
    settings = desk(hours=EVERY_DAY, holidays_of="DE", closed_days=own)
    assert calendar.opens_at(settings, at("2026-12-24T17:30")) == at("2026-12-28T09:00")
    assert calendar.closed_on(settings, at("2026-12-27T00:00").date()) == "Stocktaking"


def test_a_closed_day_without_hours_ends_at_midnight() -> None:
    settings = desk(closed_days=[{"day": "2027-01-02", "name": "Stocktaking"}])
    assert not calendar.is_open(settings, at("2027-01-02T12:00"))
    assert calendar.opens_at(settings, at("2027-01-02T12:00")) == at("2027-01-03T00:00")


def test_the_day_is_the_workspaces_own() -> None:
    settings = desk(holidays_of="DE")
    assert not calendar.is_open(settings, datetime.fromisoformat("2026-12-24T23:30:00+00:00"))
    assert calendar.is_open(settings, datetime.fromisoformat("2026-12-26T23:30:00+00:00"))


@pytest.mark.parametrize("place", ["XX", "DE-QQ", "Germany"])
def test_a_place_that_is_not_known_is_refused(place: str) -> None:
    with pytest.raises(Invalid):
        calendar.public_holidays(place, 2026)


def test_every_country_that_is_offered_is_known() -> None:
    offered = calendar.countries()
    assert ("DE", "Germany") in offered
    assert ("PK", "Pakistan") in offered
    assert len({code for code, _ in offered}) == len(offered) > 200


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("tomorrow Party", "written like 2027-01-02"),
        ("2027-02-30 Party", "written like 2027-01-02"),
        ("2027-01-02", "The name of a closed day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set(world: World, lines: str, words: str) -> None:
    path = f"/desk/{world.acme.slug}/settings/holidays/"
    answer = signed_in(world.acme.vera).post(path, {"country": "DE", "closed_days": lines})
    assert words in answer.content.decode()
    with workspace_scope(world.acme.id):
        assert (Workspace.objects.get().holidays_of, Workspace.objects.get().closed_days) == ("", [])


def test_they_are_set(world: World) -> None:
    path = f"/desk/{world.acme.slug}/settings/holidays/"
    sent = {"country": "DE", "closed_days": "2099-01-02 Stocktaking\n\n2099-01-01 Party"}
    shown = signed_in(world.acme.vera).post(path, sent, follow=True).content.decode()
    assert "Next closed days" in shown
    with workspace_scope(world.acme.id):
        row = Workspace.objects.get()
    assert [one["name"] for one in row.closed_days] == ["Party", "Stocktaking"]


def test_a_region_has_holidays_of_its_own(world: World) -> None:
    settings, epiphany = desk(holidays_of="DE-BY"), at("2027-01-06T12:00")
    assert calendar.closed_on(settings, epiphany.date())
    assert not calendar.closed_on(desk(holidays_of="DE"), epiphany.date())
    assert ("BY", "Bayern") in calendar.regions("DE")
    assert calendar.regions("XX") == calendar.regions("") == []
    client, path = signed_in(world.acme.vera), f"/desk/{world.acme.slug}/settings/holidays/"
    assert client.post(path, {"country": "DE", "region": "BY"}).status_code == 302
    assert '<option value="BY" selected>' in client.get(path).content.decode()
    with workspace_scope(world.acme.id):
        assert Workspace.objects.get().holidays_of == "DE-BY"
    assert b"Select a valid choice" in client.post(path, {"country": "DE", "region": "TX"}).content
    offered = client.get(f"{path}regions/?country=US").content.decode()
    assert "Texas" in offered
    assert "Bayern" not in offered
    assert "<select" not in client.get(f"{path}regions/?country=PK").content.decode()


def test_every_region_that_is_offered_can_be_kept(world: World) -> None:
    places = [
        f"{code}-{region}" for code, _name in calendar.countries() for region, _ in calendar.regions(code)
    ]
    longest = Workspace._meta.get_field("holidays_of").max_length or 0
    assert len(places) > 300
    assert max(map(len, places)) <= longest
    assert calendar.public_holidays(max(places, key=len), 2026)
