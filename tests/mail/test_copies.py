"""Cc: shown to the team, and nobody takes part by standing there. Whom the team names gets what comes from then on."""

import pytest

from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail import commands, facts
from ictdesk.desk.mail.models import OutgoingMail, Participant, Suppression
from ictdesk.desk.people import commands as people
from ictdesk.desk.requesters import codes, queries
from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, part, plain

LEA = "lea@mail.example"


@pytest.fixture
def thread(desk: MailDesk) -> Conversation:
    """Max writes with Lea in copy."""
    desk.write(Cc=f"Lea <{LEA}>, not an address, {desk.address}")
    return desk.conversations()[0]


def name(desk: MailDesk, thread: Conversation, address: str = LEA) -> Participant:
    with workspace_scope(desk.house.id):
        return commands.add_participant(
            actor=desk.house.ada.actor, conversation=thread, address=address, name="Lea"
        )


def test_a_cc_is_shown_and_gets_nothing(desk: MailDesk, sink: Sink, thread: Conversation) -> None:
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    with workspace_scope(desk.house.id):
        known = facts.of(thread)
    assert known["came"][0]["copied"] == [LEA]
    assert known["participants"] == []
    (mail,) = sink.mails
    assert (mail["To"], mail["Cc"]) == ("max@mail.example", None)


def test_a_cc_who_answers_lands_apart(desk: MailDesk, sink: Sink, thread: Conversation) -> None:
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    reply_to = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    desk.write("Me too!", to=reply_to, From=LEA, Message_ID="<9@mail.example>")
    apart = next(one for one in desk.conversations() if one.id != thread.id)
    bodies = [message["body"] for message in desk.messages(apart)]
    assert "takes no part" in bodies[0]
    assert bodies[1] == "Me too!"


def test_whom_the_team_names_reads_along_and_may_answer(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    name(desk, thread)
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    assert [mail["Cc"] for mail in sink.mails] == [LEA, LEA]
    assert sorted(sink.recipients) == [LEA, "max@mail.example"]
    assert len({mail["Message-ID"] for mail in sink.mails}) == 1
    said = plain(sink.mails[0])
    assert "In copy: lea@mail.example" in said
    assert "Where is my parcel?" not in said, "nothing that was written before goes along"
    reply_to = sink.mails[0]["Reply-To"].addresses[0].addr_spec

    desk.write("Thank you!", to=reply_to, From=f"Lea <{LEA}>", Message_ID="<9@mail.example>")

    assert [one.id for one in desk.conversations()] == [thread.id]
    newest = desk.messages(thread)[-1]
    assert (newest["body"], newest["author"]["name"]) == ("Thank you!", "Lea")
    with workspace_scope(desk.house.id):
        session = RequesterSession(address=codes.digest_of("max@mail.example"))
        said_by = [
            (one["author"], one["in_copy"]) for one in queries.request_shown(session, thread.id)["messages"]
        ]
    assert said_by == [("visitor", None), ("agent", None), ("visitor", "Lea")]


def test_whom_the_team_takes_out_lands_apart_again(desk: MailDesk, sink: Sink, thread: Conversation) -> None:
    participant = name(desk, thread)
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    with workspace_scope(desk.house.id):
        commands.remove_participant(actor=desk.house.ada.actor, participant=participant)
    reply_to = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    desk.write("Still here", to=reply_to, From=LEA, Message_ID="<9@mail.example>")
    desk.house.say(desk.house.ada.actor, thread, "And now?")
    desk.send_all()
    assert len(desk.conversations()) == 2
    assert [mail["Cc"] for mail in sink.mails] == [LEA, LEA, None]


def test_a_copy_that_comes_back_is_not_the_customers(
    desk: MailDesk, sink: Sink, thread: Conversation
) -> None:
    name(desk, thread)
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    with workspace_scope(desk.house.id):
        copy = OutgoingMail.objects.get(copy_of__isnull=False)
    sender = next(one for one, to in zip(sink.senders, sink.recipients, strict=True) if to == LEA)
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n"
        "Content-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
    )
    desk.deliver(f"From: mailer-daemon@mail.example\r\n{report}".encode(), to=sender)
    with workspace_scope(desk.house.id):
        assert Suppression.objects.get().contact_id == copy.contact_id
        answer = Message.objects.get(id=copy.message_id)
    assert answer.delivery == "delivered"
    assert "To Lea, in copy: This answer came back" in desk.messages(thread)[-1]["body"]


def test_who_cannot_be_named(desk: MailDesk, thread: Conversation) -> None:
    name(desk, thread)
    for address, error in ((LEA, AlreadySo), ("max@mail.example", AlreadySo), ("nobody", Invalid)):
        with pytest.raises(error):
            name(desk, thread, address)
    with pytest.raises(Invalid):
        name(desk, thread, desk.address)


def test_a_quote_and_a_signature(desk: MailDesk, sink: Sink, thread: Conversation) -> None:
    with workspace_scope(desk.house.id):
        people.set_signature(
            actor=desk.house.ada.actor,
            member=desk.house.ada.row,
            signature="{{ agent.name }}\n{{workspace.name}}, Karachi <b>",
        )
        from ictdesk.desk.conversations.commands import reply
        from ictdesk.kernel.ids import new_id

        reply(actor=desk.house.ada.actor, conversation=thread, client_id=new_id(), text="Friday.", quote=True)
    desk.send_all()
    (mail,) = sink.mails
    said, page = plain(mail).replace("\r\n", "\n"), part(mail, "html")
    assert f"-- \nAda Okafor\n{desk.house.slug.capitalize()}, Karachi <b>" in said
    assert "Max Muster wrote:\n> Where is my parcel?" in said
    assert "Karachi &lt;b&gt;" in page
    assert "<blockquote" in page


def test_a_signature_with_an_unknown_word_is_refused(desk: MailDesk) -> None:
    for signature in ("{{contact.email}}", "{{ agent.name", "x" * 601, "\n".join("a" * 11)):
        with workspace_scope(desk.house.id), pytest.raises(Invalid):
            people.set_signature(actor=desk.house.ada.actor, member=desk.house.ada.row, signature=signature)
