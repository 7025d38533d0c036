"""A visitor opens the chat and writes, an agent answers: as they would do it, in two browsers."""

import io
import json

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.people import Agent, Visitor, texts, width_of
from tests.e2e.shop import Shop
from tests.server import Server
from tests.world import House

pytestmark = pytest.mark.e2e
SECRET = "The customer is in arrears"
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, document.cookie.length]"""


def picture(name: str, color: str) -> FilePayload:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), color).save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


def rows_of(house: House) -> tuple[int, int]:
    with workspace_scope(house.id):
        return VisitorSession.objects.count(), Conversation.objects.count()


def test_before_the_click_nothing_is_asked_and_nothing_stored(
    visitor: Visitor, server: Server, shop: Shop, house: House
) -> None:
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.asked == [shop.page(server.url, house.inbox.widget_key), f"{server.url}/widget.js"]
    assert visitor.page.evaluate(STORED) == [0, 0, 0, 0, 0]
    assert visitor.page.context.cookies() == []
    assert rows_of(house) == (0, 0)
    visitor.open()
    assert len(visitor.asked) > 2, "the page is not watched"
    assert visitor.page.evaluate(STORED)[1] == 1
    assert visitor.page.context.cookies() == []
    assert rows_of(house) == (1, 0)


def test_a_conversation(visitor: Visitor, ada: Agent, house: House) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    expect(visitor.said("My kettle leaks")).to_contain_text("Sent")
    ada.open("My kettle leaks")
    ada.write("Oh no. Which one is it?")
    expect(visitor.said("Which one is it?")).to_be_visible()
    expect(visitor.said("My kettle leaks")).to_contain_text("Seen")
    visitor.write("The blue one")
    expect(ada.said("The blue one")).to_be_visible()

    ada.note(SECRET)
    expect(ada.said(SECRET)).to_be_visible()
    ada.page.get_by_role("button", name="Reply", exact=True).click()
    visitor.attach(picture("leak.png", "#204060"))
    visitor.write("Look")
    assert width_of(ada.picture("leak.png")) == 320
    ada.attach(picture("new-lid.png", "#a03020"))
    ada.write("Here is a new lid")
    assert width_of(visitor.picture("new-lid.png")) == 320

    for person in (visitor, ada):
        person.reload()
    visitor.open()
    written = ("My kettle leaks", "Which one is it?", "The blue one", "Look", "Here is a new lid")
    for text in written:
        expect(visitor.said(text)).to_have_count(1)
        expect(ada.said(text)).to_have_count(1)
    for name in ("leak.png", "new-lid.png"):
        assert width_of(visitor.picture(name)) == 320
        assert width_of(ada.picture(name)) == 320
    expect(ada.said(SECRET)).to_be_visible()

    heard = visitor.heard()
    assert b"Which one is it?" in heard, "what the visitor receives is not seen"
    assert SECRET.encode() not in heard
    assert SECRET.encode() in ada.heard()
    assert texts([visitor, ada]) == []
    bodies = house.bodies_of(ada.page.url.rstrip("/").rsplit("/", 1)[-1])
    assert bodies == [written[0], "Oh no. Which one is it?", written[2], SECRET, *written[3:]]


def test_no_address_of_the_visitor_gives_a_note(visitor: Visitor, ada: Agent) -> None:
    """What the page itself never asks for is asked here, with the page's own token."""
    visitor.open()
    visitor.write("Hello")
    ada.open("Hello")
    ada.note(SECRET)
    expect(ada.said(SECRET)).to_be_visible()
    token = json.loads(visitor.page.evaluate("JSON.stringify(Object.values(sessionStorage)[0])"))
    desk = ada.page.url.split("/desk/")[0]
    ask = visitor.page.context.request
    headers = {"Authorization": f"Bearer {token}"}
    open_conversation = ada.page.url.rstrip("/").rsplit("/", 1)[-1]
    allowed = [
        ask.get(f"{desk}/rt/v1/{path}", headers=headers)
        for path in ("session", "events?after=0", "events?after=1")
    ]
    assert [answer.status for answer in allowed] == [200, 200, 200]
    assert "Hello" in allowed[1].text()
    refused = [
        ask.get(f"{desk}/api/v1/conversations/{open_conversation}/messages", headers=headers),
        ask.get(ada.page.url, headers=headers),
    ]
    assert "Sign in" in refused[1].text()
    assert refused[0].status == 401
    assert all(SECRET not in answer.text() for answer in allowed + refused)


def test_a_solved_conversation_reopens_when_the_visitor_writes(visitor: Visitor, ada: Agent) -> None:
    visitor.open()
    visitor.write("My kettle leaks")
    ada.open("My kettle leaks")
    ada.solve.click()
    expect(visitor.log.get_by_text("This conversation is closed. Write again to reopen it.")).to_be_visible()
    expect(ada.page.locator(".inbox-head")).to_contain_text("Solved")
    visitor.write("It leaks again")
    expect(visitor.log.get_by_text("This conversation is closed.")).to_have_count(0)
    expect(ada.page.locator(".inbox-head")).to_contain_text("Open")
    expect(ada.said("It leaks again")).to_be_visible()
    expect(ada.rows.filter(has_text="It leaks again")).to_be_visible()
