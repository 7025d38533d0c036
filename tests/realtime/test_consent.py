"""The question in the chat: asked where it may be, answered by its owner, never twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ictdesk.desk.conversations import commands as chat
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands, queries
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.surfaces.realtime import widget_config
from tests.privacy.test_consent import MAX, answer, ok, purpose
from tests.server import Server
from tests.world import ORIGIN, US, Guest, House, World

AGREES = {"agrees": True, "version": 1, "language": "en"}
REFUSES = AGREES | {"agrees": False}


@pytest.fixture
def house(world: World) -> House:
    return world.acme


@pytest.fixture
def ask(server: Server) -> Any:
    def call(guest: Guest, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        sent = {"Authorization": f"Bearer {guest.token}", "Origin": ORIGIN} | headers
        method = "POST" if body else "GET"
        return httpx.request(method, f"{server.url}/rt/v1/consent", headers=sent, json=body, timeout=20)

    return call


def asking(house: House, moment: Any = "start", **more: Any) -> ConsentPurpose:
    made = purpose(house, **more)
    with workspace_scope(house.id):
        return commands.ask_in_chat(actor=US, purpose=made, moment=moment)


def written(house: House, email: str = MAX) -> Guest:
    guest = house.guest()
    with workspace_scope(house.id):
        chat.start(
            actor=guest.actor, session=guest.session, client_id=uuid4(), text="Hello", name="", email=email
        )
    return guest


def events(house: House) -> list[tuple[str, str, str, int, bool]]:
    with workspace_scope(house.id):
        rows = ConsentEvent.objects.order_by("at", "id")
        return [(row.state, row.how, row.place, row.version, row.gpc) for row in rows]


def test_it_is_asked_once_an_address_is_known_and_a_no_holds_for_six_months(house: House, ask: Any) -> None:
    asking(house)
    assert ask(house.guest()).json()["question"] is None, "nobody is known yet"
    guest = written(house)
    shown = ask(guest).json()["question"]
    assert (shown["text"], shown["version"], shown["language"]) == ("News once a month.", 1, "en")
    kept = ask(guest, REFUSES)
    assert (kept.status_code, kept.json()["said"]) == (201, "Thank you. We have noted your answer.")
    assert events(house) == [("refused", "widget", f"chat#no {ORIGIN}", 1, False)]
    assert ask(guest).json()["question"] is None
    assert ask(written(house)).json()["question"] is None, "in another browser neither"
    again = ask(guest, AGREES)
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert len(events(house)) == 1


def test_after_six_months_it_may_be_asked_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made, now = asking(house), clock.now()
    answer(house, made, "refused")
    with workspace_scope(house.id):
        assert not queries.is_open(made, MAX)
        assert queries.is_open(made, "bea@mail.example")
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=170))
        assert not queries.is_open(made, MAX)
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=190))
        assert queries.is_open(made, MAX)


def test_a_typed_address_is_confirmed_by_mail_before_it_counts(house: House, ask: Any) -> None:
    asking(house)
    guest = written(house)
    assert "confirm" in ask(guest, AGREES).json()["said"]
    assert [one[0] for one in events(house)] == ["requested"]
    assert not ok(house)
    assert ask(guest).json()["question"] is None, "the question waits in the mailbox"


def test_a_browser_that_says_no_to_all_is_not_asked(house: House, ask: Any) -> None:
    asking(house)
    guest = written(house)
    assert ask(guest).json()["question"] is not None
    assert ask(guest, **{"Sec-GPC": "1"}).json()["question"] is None
    assert ask(guest, AGREES, **{"Sec-GPC": "1"}).status_code == 409
    assert events(house) == []


def test_who_agreed_is_not_asked(house: House, ask: Any) -> None:
    answer(house, asking(house), "given")
    assert ask(written(house)).json()["question"] is None


@pytest.mark.parametrize("body", [{"agrees": "yes"}, AGREES | {"version": 9}, AGREES | {"language": "xx"}])
def test_what_is_no_answer_changes_nothing(house: House, ask: Any, body: dict[str, Any]) -> None:
    asking(house)
    assert ask(written(house), AGREES | body).status_code == 422
    assert events(house) == []


def test_one_question_at_a_time_and_none_that_is_closed(house: House) -> None:
    def when() -> str:
        with workspace_scope(house.id):
            return widget_config.build(house.inbox)["asks"]

    assert when() == ""
    first = asking(house, "start")
    assert when() == "start"
    second = asking(house, "end", key="offers")
    assert when() == "end"
    with workspace_scope(house.id):
        with pytest.raises(AlreadySo):
            commands.ask_in_chat(actor=US, purpose=first, moment="")
        with pytest.raises(Invalid):
            commands.ask_in_chat(actor=US, purpose=first, moment="later")  # type: ignore[arg-type]
        commands.close_purpose(actor=US, purpose=second)
        with pytest.raises(Conflict):
            commands.ask_in_chat(actor=US, purpose=second, moment="end")
    assert when() == ""


def test_only_what_changed_is_asked_again(house: House) -> None:
    made = asking(house)
    answer(house, made, "given", "max@mail.example")
    answer(house, made, "refused", "bea@mail.example")
    with workspace_scope(house.id):
        commands.publish_wording(actor=US, purpose=made, texts={"en": "News, once a month."}, material=False)
        assert not queries.is_open(made, "max@mail.example"), "a slip of the pen"
        commands.publish_wording(actor=US, purpose=made, texts={"en": "News and offers."}, material=True)
        now = ConsentPurpose.objects.find(id=made.id)
        assert queries.is_open(now, "max@mail.example")
        assert not queries.is_open(now, "bea@mail.example")
