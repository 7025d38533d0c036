"""What only claims to belong to a thread lands apart, and the team reads why."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import relations
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail import loops
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.world import US

type Thread = tuple[Conversation, str, str]
"""A conversation that was answered by mail, its reply address, and the id of the answer."""


@pytest.fixture
def thread(desk: MailDesk, sink: Sink) -> Thread:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    (mail,) = sink.mails
    return conversation, mail["Reply-To"].addresses[0].addr_spec, mail["Message-ID"]


def apart(desk: MailDesk, thread: Thread, received: ReceivedMail) -> str:
    """Asserts that it is in a conversation of its own; what the team reads there."""
    old = thread[0]
    assert received.state == "taken"
    assert received.conversation_id not in (None, old.id)
    assert [one["body"] for one in desk.messages(old)] == ["Where is my parcel?", "It comes on Friday."]
    said = desk.messages(received.conversation_id)
    assert [one["kind"] for one in said] == ["note", "public"]
    return str(said[0]["body"])


def test_a_stranger_with_the_reply_address(desk: MailDesk, thread: Thread) -> None:
    received = desk.write("Send it to me", to=thread[1], From="Eve <eve@mail.example>")
    assert "takes no part" in apart(desk, thread, received)


def test_a_stranger_with_the_message_id(desk: MailDesk, thread: Thread) -> None:
    received = desk.write("Send it to me", In_Reply_To=thread[2], From="Eve <eve@mail.example>")
    assert "takes no part" in apart(desk, thread, received)


def test_a_forged_reference(desk: MailDesk, thread: Thread) -> None:
    id_ = thread[2]
    forged = (
        id_[: id_.index("@") - 1] + ("a" if id_[id_.index("@") - 1] != "a" else "b") + id_[id_.index("@") :]
    )
    received = desk.write("Good", In_Reply_To=forged, Message_ID="<2@mail.example>")
    assert "never sent" in apart(desk, thread, received)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda mac: "",
        lambda mac: mac[:1],
        lambda mac: mac[:-1],
        lambda mac: mac + "a",
        lambda mac: mac + mac,
        lambda mac: "a" * 26,
        lambda mac: "1" + mac[1:],
    ],
    ids=["none", "one", "short", "long", "doubled", "guessed", "no base32"],
)
def test_a_mac_of_wrong_length_or_content(
    desk: MailDesk, thread: Thread, wrong: Callable[[str], str]
) -> None:
    local, _, host = thread[1].partition("@")
    head, _, mac = local.rpartition(".")
    address = f"{head}.{wrong(mac)}@{host}"
    if len(address.partition("@")[0]) > 64 or address.partition("@")[0].endswith("."):
        address = f'"{head}."@{host}' if not wrong(mac) else f"{head}.{wrong(mac)[:33]}@{host}"
    received = desk.write("Good", to=address, Message_ID="<2@mail.example>")
    assert "never made" in apart(desk, thread, received)


def test_capital_letters_are_no_other_address(desk: MailDesk, thread: Thread) -> None:
    received = desk.write("Good", to=thread[1].upper(), Message_ID="<2@mail.example>")
    assert received.conversation_id == thread[0].id


def test_the_reply_address_of_another_workspace(desk: MailDesk, thread: Thread, world: object) -> None:
    neighbour = MailDesk(world.globex, desk.listener)  # type: ignore[attr-defined]
    local = thread[1].partition("@")[0]
    host = neighbour.address.partition("@")[2]
    received = neighbour.write("Good", to=f"{local}@{host}")
    assert received.reason == "bad_reply_address"
    assert received.conversation_id not in (None, thread[0].id)


@pytest.mark.parametrize("two", ["headers", "addresses"])
def test_two_senders(desk: MailDesk, thread: Thread, two: str) -> None:
    raw = desk.letter("Good", Message_ID="<2@mail.example>").as_bytes()
    eve = b"From: eve@mail.example\n"
    if two == "headers":
        raw = eve + raw
    else:
        raw = raw.replace(
            b"From: Max Muster <max@mail.example>", b"From: Max <max@mail.example>, eve@mail.example"
        )
    received = desk.deliver(raw, to=thread[1])
    assert "more than one sender" in apart(desk, thread, received)
    with workspace_scope(desk.house.id):
        assert not Identity.objects.filter(contact=received.contact_id).exists(), "nobody is believed"


def test_our_own_mail_is_dropped_and_says_so(desk: MailDesk, thread: Thread) -> None:
    with workspace_scope(desk.house.id):
        mark = loops.mark()
    received = desk.write("Round and round", X_ICTDesk_Loop=mark, Message_ID="<2@mail.example>")
    assert (received.state, received.reason, received.conversation_id) == ("dropped", "loop", None)
    assert len(desk.conversations()) == 1
    others = desk.write("No loop of ours", X_ICTDesk_Loop="0" * 24, Message_ID="<3@mail.example>")
    assert others.state == "taken"


def test_a_letter_gives_no_key_to_history(desk: MailDesk, thread: Thread) -> None:
    """The same sender again, without a reference: a new conversation of a new contact."""
    received = desk.write("Another thing", Message_ID="<2@mail.example>")
    assert received.conversation_id != thread[0].id
    assert received.contact_id != thread[0].contact_id


def test_an_answer_without_an_address_says_so(desk: MailDesk, sink: Sink) -> None:
    received = desk.deliver(b"Subject: Hello\r\nMessage-ID: <x@y.example>\r\n\r\nWho am I?\r\n")
    conversation = received.conversation
    assert conversation is not None
    desk.house.say(desk.house.ada.actor, conversation, "Who are you?")
    (sent,) = desk.send_all()
    assert (sent.state, sent.reason) == ("failed", "no_address")
    said = desk.messages(conversation)
    assert [one["delivery"] for one in said if one["author"]["kind"] == "member"] == ["failed"]
    assert "no e-mail address" in said[-1]["body"]
    assert sink.mails == []


def test_a_stranger_who_names_a_thread_rightly_is_linked_with_it(desk: MailDesk, thread: Thread) -> None:
    old = thread[0]
    by_address = desk.write("Send it to me", to=thread[1], From="Eve <eve@mail.example>")
    by_id = desk.write(
        "Please", In_Reply_To=thread[2], From="Eve <eve@mail.example>", Message_ID="<2@mail.example>"
    )
    with workspace_scope(desk.house.id):
        links = relations.relations_of(old)["links"]
    assert [(one["kind"], one["other"]["id"]) for one in links] == [
        ("related", str(one.conversation_id)) for one in (by_address, by_id)
    ]


def test_an_answer_to_a_merged_ticket_goes_where_it_leads(desk: MailDesk, thread: Thread, sink: Sink) -> None:
    old, address, message_id = thread
    with workspace_scope(desk.house.id):
        target, _ = conversations.start_for(
            actor=US,
            contact=Conversation.objects.find(id=old.id).contact,
            inbox=desk.house.inbox,
            client_id=uuid4(),
            text="About your order",
            ticket=True,
        )
        made = conversations.merge(actor=US, source=old, target=target)
    desk.send_all()
    assert [mail["Subject"] for mail in sink.mails].count("Re: Parcel") == 2
    by_address = desk.write("Good", to=address, Message_ID="<2@mail.example>")
    by_id = desk.write("Fine", In_Reply_To=message_id, Message_ID="<3@mail.example>")
    assert {by_address.conversation_id, by_id.conversation_id} == {target.id}
    with workspace_scope(desk.house.id):
        conversations.unmerge(actor=US, merge=made)
    assert desk.write("Well", to=address, Message_ID="<4@mail.example>").conversation_id == old.id


def test_what_a_split_says_again_is_not_sent_again(desk: MailDesk, thread: Thread, sink: Sink) -> None:
    with workspace_scope(desk.house.id):
        first = Message.objects.get(conversation=thread[0], seq=1)
        made = conversations.split(actor=desk.house.ada.actor, message=first)
    before = len(sink.mails)
    desk.send_all()
    assert [one["body"] for one in desk.messages(made)][:2] == ["Where is my parcel?", "It comes on Friday."]
    assert len(sink.mails) == before
    desk.house.say(desk.house.ada.actor, made, "And this")
    desk.send_all()
    assert len(sink.mails) == before + 1
