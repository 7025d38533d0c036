"""A visitor and an agent talk, live."""

from typing import Any
from uuid import uuid4

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk


def test_opening_makes_a_session_and_nobody(desk: Desk) -> None:
    opened = desk.guest().opened
    assert (opened["contact"], opened["conversation"], opened["cursor"]) == (None, None, "0")
    assert opened["config"]["workspace"] == desk.house.slug.capitalize()
    with workspace_scope(desk.house.id):
        assert Conversation.objects.count() == 0


def test_both_see_everything_at_once(desk: Desk) -> None:
    guest, ada = desk.guest(), desk.agent(desk.house.ada)
    visitor = guest.listen()
    visitor.until_kind("ready")
    visitor.send(t="send", client_id=str(uuid4()), body="Hello", attachments=[])
    assert visitor.until_kind("ack")["seq"] == 1
    event = ada.until_body("Hello")
    conversation = event["conversation"]["id"]
    assert event["conversation"]["status"]["category"] == "open"
    ada.send(
        t="send",
        conversation=conversation,
        client_id=str(uuid4()),
        body="Hi, Ada here",
        note=False,
        attachments=[],
    )
    assert ada.until_kind("ack")["seq"] == 2
    shown = visitor.until_body("Hi, Ada here")["message"]
    assert (shown["author"], shown["author_name"], shown["seq"]) == ("agent", "Ada Okafor", 2)


def test_a_visitor_never_gets_a_note(desk: Desk) -> None:
    guest, ada, grace = desk.guest(), desk.agent(desk.house.ada), desk.agent(desk.house.grace)
    guest.write("Hello")
    visitor = guest.listen()
    conversation = ada.until_body("Hello")["conversation"]["id"]
    ada.send(
        t="send",
        conversation=conversation,
        client_id=str(uuid4()),
        body="a secret note",
        note=True,
        attachments=[],
    )
    assert grace.until_body("a secret note")["message"]["kind"] == "note"
    ada.send(
        t="send",
        conversation=conversation,
        client_id=str(uuid4()),
        body="a public word",
        note=False,
        attachments=[],
    )
    visitor.until_body("a public word")
    assert "secret" not in str(visitor.everything())
    replay = guest.call("GET", "events").json()
    assert [event["message"]["seq"] for event in replay["events"] if "message" in event] == [1, 2]
    assert "secret" not in str(replay)
    assert "secret" not in guest.call("GET", "session").text


def test_a_repeat_gets_the_first_answer_over_http_and_socket(desk: Desk) -> None:
    guest, client_id = desk.guest(), str(uuid4())
    first, second = guest.write("Hello", client_id=client_id), guest.write("Hello", client_id=client_id)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    visitor = guest.listen()
    visitor.send(t="send", client_id=client_id, body="Hello", attachments=[])
    ack = visitor.until_kind("ack")
    assert (ack["id"], ack["repeat"]) == (first.json()["id"], True)
    conflict = guest.write("Other words", client_id=client_id)
    assert (conflict.status_code, conflict.json()["code"]) == (409, "client_id_conflict")
    with workspace_scope(desk.house.id):
        assert Message.objects.count() == 1


def test_a_change_made_on_a_page_reaches_every_socket(desk: Desk) -> None:
    guest, ada = desk.guest(), desk.agent(desk.house.ada)
    guest.write("Hello")
    visitor = guest.listen()
    conversation = ada.until_body("Hello")["conversation"]
    with workspace_scope(desk.house.id):
        row = Conversation.objects.find(id=conversation["id"])
        commands.assign(actor=desk.house.ada.actor, conversation=row, member=desk.house.ada.row)
        commands.solve(actor=desk.house.ada.actor, conversation=row)
    solved = ada.until(lambda frame: category(frame) == "solved")["event"]["conversation"]
    assert solved["assignee"]["name"] == "Ada Okafor"
    seen = visitor.until(lambda frame: frame.get("event", {}).get("conversation", {}).get("open") is False)
    assert seen["event"]["conversation"]["agent_name"] == "Ada Okafor"
    guest.write("One more thing")
    assert category(ada.until(lambda frame: category(frame) == "open")) == "open"


def test_an_edit_and_a_deletion_reach_the_visitor(desk: Desk) -> None:
    guest = desk.guest()
    guest.write("Hello")
    visitor = guest.listen()
    with workspace_scope(desk.house.id):
        row = Conversation.objects.get()
        done = commands.reply(actor=desk.house.ada.actor, conversation=row, client_id=uuid4(), text="Helo")
    visitor.until_body("Helo")
    with workspace_scope(desk.house.id):
        message = Message.objects.find(id=done.id)
        commands.edit_message(actor=desk.house.ada.actor, message=message, text="Hello there")
    assert visitor.until_body("Hello there")["message"]["edited_at"]
    with workspace_scope(desk.house.id):
        commands.delete_message(actor=desk.house.ada.actor, message=Message.objects.find(id=done.id))
    gone = visitor.until(lambda frame: frame.get("event", {}).get("message", {}).get("deleted") is True)
    assert gone["event"]["message"]["body"] == ""
    assert "Helo" not in guest.call("GET", "events").text


def test_typing_presence_looking_and_reading(desk: Desk) -> None:
    guest, ada = desk.guest(), desk.agent(desk.house.ada)
    guest.write("Hello")
    visitor = guest.listen()
    visitor.until(lambda frame: frame["t"] == "presence" and frame["online"] == 1)
    grace = desk.agent(desk.house.grace)
    visitor.until(lambda frame: frame["t"] == "presence" and frame["online"] == 2)
    conversation = ada.until_body("Hello")["conversation"]["id"]
    ada.send(t="typing", conversation=conversation, on=True)
    assert visitor.until_kind("typing")["name"] == "Ada Okafor"
    assert grace.until_kind("typing")["by"] == str(desk.house.ada.row.id)
    visitor.send(t="typing", on=True)
    assert ada.until(lambda f: f["t"] == "typing" and f["kind"] == "contact")["on"] is True
    ada.send(t="look", conversation=conversation)
    assert grace.until_kind("looking")["members"] == [str(desk.house.ada.row.id)]
    ada.send(t="read", conversation=conversation, seq=1)
    read = visitor.until(
        lambda frame: frame.get("event", {}).get("conversation", {}).get("agent_read_seq") == 1
    )
    assert read["event"]["kind"] == "conversation"


def test_counts_follow(desk: Desk) -> None:
    ada = desk.agent(desk.house.ada)
    assert ada.until_kind("counts")["all"] == 0
    desk.guest().write("Hello")
    counts = ada.until(lambda frame: frame["t"] == "counts" and frame["all"] == 1)
    assert (counts["unassigned"], counts["members"]) == (1, {})


def category(frame: dict[str, Any]) -> str | None:
    found: str | None = frame.get("event", {}).get("conversation", {}).get("status", {}).get("category")
    return found


def test_a_socket_from_before_the_first_word_hears_the_conversation(desk: Desk) -> None:
    guest = desk.guest()
    early = guest.listen()
    early.until_kind("ready")
    guest.write("Hello")
    assert early.until_body("Hello")["message"]["seq"] == 1
    with workspace_scope(desk.house.id):
        row = Conversation.objects.get()
    desk.house.say(desk.house.ada.actor, row, "Hi")
    early.until_body("Hi")
