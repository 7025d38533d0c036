"""Programs that answer programs fall silent, and what they wrote is kept."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import commands, limits, receipts
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Listener, Relay, Sink, plain
from tests.world import US, World

RECEIPT = "Thank you. {{workspace.name}} has your mail."


def with_receipt(desk: MailDesk) -> MailDesk:
    with workspace_scope(desk.house.id):
        commands.set_mail(actor=US, inbox=desk.house.inbox, receipt=RECEIPT)
    return desk


@pytest.fixture
def relay(settings: Settings, listener: Listener) -> Iterator[Relay]:
    """What the desks send to each other arrives."""
    with Relay(listener) as running:
        settings.MAILERS = running.mailers
        yield running


def test_a_first_mail_is_confirmed_once_a_day(desk: MailDesk, sink: Sink) -> None:
    with_receipt(desk)
    desk.write("Where is my parcel?")
    desk.write("And my invoice?", Message_ID="<2@mail.example>", Subject="Invoice")
    desk.send_all()
    (mail,) = sink.mails
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["In-Reply-To"] == "<1@mail.example>"
    assert f"{desk.house.slug.capitalize()} has your mail." in plain(mail)
    assert "parcel" not in plain(mail), "no word of a stranger goes out under our name"
    assert len(desk.conversations()) == 2
    reply = desk.write("Thanks", to=mail["Reply-To"].addresses[0].addr_spec, Message_ID="<3@mail.example>")
    assert reply.conversation_id in {one.id for one in desk.conversations()}
    assert len(desk.conversations()) == 2


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<all.mail.example>"},
        {"List_Unsubscribe": "<mailto:x@mail.example>"},
        {"X_Auto_Response_Suppress": "OOF"},
        {"X_Autoreply": "yes"},
        {"From": "MAILER-DAEMON@mail.example"},
        {"From": "no-reply@mail.example"},
    ],
)
def test_nothing_automatic_is_confirmed(desk: MailDesk, sink: Sink, header: dict[str, str]) -> None:
    with_receipt(desk)
    assert desk.write("I am on holiday", **header).automatic
    desk.send_all()
    assert sink.mails == []
    assert len(desk.conversations()) == 1


def test_a_null_sender_is_not_confirmed(desk: MailDesk, sink: Sink) -> None:
    with_receipt(desk)
    desk.listener.send(desk.letter(), to=desk.address, sender="")
    desk.take_in()
    assert desk.received()[0].automatic
    desk.send_all()
    assert sink.mails == []


@pytest.mark.parametrize("stripped", [(), ("auto-submitted", "precedence", "x-auto-response-suppress", "x-ictdesk-loop"),
    ("auto-submitted", "precedence", "x-auto-response-suppress", "x-ictdesk-loop", "references", "in-reply-to")],
    ids=["as sent", "marks stripped", "marks and references stripped"])  # fmt: skip
def test_two_desks_fall_silent(
    world: World, listener: Listener, relay: Relay, stripped: tuple[str, ...]
) -> None:
    """Each confirms first mails; the first is said to come from the other. Then nobody touches them."""
    relay.stripped = stripped
    acme, globex = (with_receipt(MailDesk(house, listener)) for house in (world.acme, world.globex))
    acme.write("Good morning", From=globex.address)
    for _ in range(8):
        for desk in (acme, globex):
            desk.send_all()
        for desk in (acme, globex):
            desk.take_in()
    assert 1 <= len(relay.mails) <= 3
    assert {mail["To"] for mail in relay.mails} <= {acme.address, globex.address}
    assert globex.received()[0].automatic is not bool(stripped), "the control: marks were there, or gone"
    assert all(one.state == "taken" for one in [*acme.received(), *globex.received()])


def test_two_workspaces_of_one_installation_may_write_to_each_other(
    world: World, listener: Listener, relay: Relay
) -> None:
    acme, globex = (MailDesk(house, listener) for house in (world.acme, world.globex))
    acme.write("Do you have kettles?", From=globex.address)
    (conversation,) = acme.conversations()
    world.acme.say(world.acme.ada.actor, conversation, "Yes.")
    acme.send_all()
    globex.take_in()
    assert [one.state for one in globex.received()] == ["taken"]


def test_a_responder_that_never_tires(desk: MailDesk, sink: Sink) -> None:
    """A vacation responder answers each of our mails; ours are written by people, and none follows by itself."""
    with_receipt(desk)
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    before = len(sink.mails)
    to = sink.mails[-1]["Reply-To"].addresses[0].addr_spec
    for number in range(3):
        desk.write("Away", to=to, Auto_Submitted="auto-replied", Message_ID=f"<v{number}@mail.example>")
    desk.send_all()
    assert len(sink.mails) == before
    assert len(desk.conversations()) == 1
    with workspace_scope(desk.house.id):
        assert not receipts.may_follow(Conversation.objects.get())


def test_a_program_that_floods_is_collected(desk: MailDesk) -> None:
    for number in range(limits.AUTOMATIC + 4):
        desk.write(f"Alarm {number}", Auto_Submitted="auto-generated", Message_ID=f"<{number}@mail.example>")
    received = desk.received()
    assert [one.reason for one in received] == [""] * limits.AUTOMATIC + ["collected"] * 4
    assert len(desk.conversations()) == limits.AUTOMATIC + 1
    said = desk.messages(received[-1].conversation_id)
    assert [one["kind"] for one in said] == ["note"] + ["public"] * 4
    assert "more than a person would" in said[0]["body"]
    desk.write("I am a person", Message_ID="<p@mail.example>", From="Eve <eve@mail.example>")
    assert desk.received()[-1].reason == "", "others are not touched"


def test_a_flood_never_lands_in_a_persons_thread(desk: MailDesk) -> None:
    desk.write("Where is my parcel?")
    (old,) = desk.conversations()
    for number in range(limits.ANY + 3):
        desk.write(f"Mine {number}", Message_ID=f"<f{number}@mail.example>")
    assert [one["body"] for one in desk.messages(old)] == ["Where is my parcel?"]
    assert [one.reason for one in desk.received()].count("collected") == 4
    assert len(desk.conversations()) == limits.ANY + 1


def test_mails_of_one_installation_are_confirmed_in_a_bounded_number(desk: MailDesk, sink: Sink) -> None:
    with_receipt(desk)
    for number in range(3):
        desk.write(From=f"a{number}@mail.example", Message_ID=f"<{number}@mail.example>")
    receipts.MOST, before = 4, receipts.MOST
    try:
        for number in range(3, 7):
            desk.write(From=f"a{number}@mail.example", Message_ID=f"<{number}@mail.example>")
    finally:
        receipts.MOST = before
    desk.send_all()
    assert len(sink.mails) == 4


@pytest.mark.parametrize("text", ["Hello {{contact.name}}", "}}", "a" * 601, "{{ workspace.name }}"])
def test_a_confirmation_with_anything_else_in_it_is_refused(desk: MailDesk, text: str) -> None:
    with workspace_scope(desk.house.id), pytest.raises(Invalid):
        commands.set_mail(actor=US, inbox=desk.house.inbox, receipt=text)
