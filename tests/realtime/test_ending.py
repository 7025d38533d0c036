"""A workspace comes to its end while people chat: what was written is read, nothing new is taken."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.workspaces.commands import take_end_back
from ictdesk.kernel.tenancy import workspace_scope
from tests.endings.asked import asked
from tests.people.browsers import secret_of
from tests.realtime.client import PATIENCE, Desk
from tests.world import House


def count(house: House) -> int:
    with workspace_scope(house.id):
        return int(Message.objects.count())


def test_chat_is_read_and_not_written(desk: Desk) -> None:
    guest, grace, id_ = desk.guest(), desk.agent(desk.house.grace), str(uuid4())
    guest.write("Hello", name="Max", client_id=id_)
    visitor = guest.listen()
    talk = grace.until_body("Hello")["conversation"]["id"]
    asked(desk.house)
    refused = guest.write("Is anybody there?")
    assert (refused.status_code, refused.json()["code"]) == (409, "workspace_ending")
    again = guest.write("Hello", name="Max", client_id=id_)
    assert again.status_code == 200, "what was acknowledged stays so"
    frame: dict[str, Any] = {"t": "send", "client_id": str(uuid4()), "body": "Hi", "attachments": []}
    visitor.send(**frame)
    assert visitor.until_kind("error")["code"] == "forbidden", "the widget does not try again"
    grace.send(**frame, conversation=talk, note=False)
    assert grace.until_kind("error")["code"] == "forbidden"
    assert count(desk.house) == 1
    assert "Hello" in str(guest.call("GET", "events").json())
    with workspace_scope(desk.house.id):
        take_end_back(actor=desk.house.vera.actor)
    assert guest.write("Are you back?").status_code == 201
    assert count(desk.house) == 2


def test_somebody_new_reads_that_it_is_closed(desk: Desk) -> None:
    asked(desk.house)
    opened = desk.open(locale="de")
    config = opened.json()["config"]
    assert (config["open_now"], config["opens_at"]) == (False, None)
    assert config["offline_text"].startswith("Dieser Chat ist geschlossen.")
    guest = desk.guest()
    assert guest.write("Hello").json()["code"] == "workspace_ending"
    assert count(desk.house) == 0


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k" * 32}], ids=["hot", "django"])
def test_programs_start_nothing(desk: Desk, headers: dict[str, str]) -> None:
    house = desk.house
    talk: Conversation = house.talk()
    body = {
        "inbox_id": str(house.inbox.id),
        "client_id": str(uuid4()),
        "body": "The kettle leaks",
        "contact_id": str(talk.contact_id),
    }
    key = {"Authorization": f"Bearer {secret_of(house)}"}
    url = f"{desk.server.url}/api/v1/conversations"
    asked(house)
    answer = httpx.post(url, json=body, headers=key | headers, timeout=PATIENCE)
    assert (answer.status_code, answer.json()["code"]) == (409, "workspace_ending")
    assert httpx.get(url, headers=key, timeout=PATIENCE).status_code == 200
    assert count(house) == 1
