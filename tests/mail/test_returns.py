"""Mail that comes back, or is reported: shown at the message, and no more is sent there until an admin says so."""

from email.message import EmailMessage

import pytest

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import commands, troubles
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.world import US, World


@pytest.fixture
def answered(desk: MailDesk, sink: Sink) -> Conversation:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    return conversation


def report(fields: str, kind: str = "delivery-status") -> bytes:
    return (
        "From: MAILER-DAEMON@mail.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        f"--b\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Re: Parcel\r\n\r\nIt comes on Friday.\r\n--b--\r\n"
    ).encode()


def dsn(status: str = "5.1.1", action: str = "failed") -> bytes:
    return report(
        f"Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; max@mail.example\r\nAction: {action}\r\nStatus: {status}\r\n"
    )


ARF = report("Feedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1\r\n", "feedback-report")


def come_back(desk: MailDesk, sink: Sink, raw: bytes, to: str = "") -> OutgoingMail:
    desk.listener.send(raw, to=to or sink.senders[-1], sender="")
    desk.take_in()
    return desk.outgoing()[0]


def suppressed(desk: MailDesk) -> int:
    with workspace_scope(desk.house.id):
        return int(Suppression.objects.count())


def test_a_mail_goes_out_from_an_address_of_its_own(
    answered: Conversation, sink: Sink, desk: MailDesk
) -> None:
    assert sink.senders[0].startswith("b.")
    assert sink.mails[0]["From"].addresses[0].addr_spec == desk.address


def test_a_bounce_is_shown_and_stops_the_next(desk: MailDesk, answered: Conversation, sink: Sink) -> None:
    assert come_back(desk, sink, dsn()).state == "bounced"
    _, answer, note = desk.messages(answered)
    assert (answer["delivery"], note["kind"]) == ("failed", "note")
    assert "came back" in note["body"]
    assert len(desk.conversations()) == 1, "a report is no conversation"
    assert desk.received()[-1].state == "returned"
    desk.house.say(desk.house.ada.actor, answered, "And once more.")
    assert (desk.send_all()[-1].state, desk.send_all()[-1].reason) == ("failed", "suppressed")
    assert len(sink.mails) == 1
    with workspace_scope(desk.house.id):
        (row,) = troubles.left_alone(desk.house.inbox)
        assert row["address"] == "max@mail.example"
        assert len(troubles.undelivered(desk.house.inbox)) == 2
        commands.lift_suppression(actor=US, suppression=Suppression.objects.get())
        commands.send_again(actor=US, mail=OutgoingMail.objects.get(reason="suppressed"))
    assert desk.send_all()[-1].state == "accepted"
    assert len(sink.mails) == 2
    with workspace_scope(desk.house.id), pytest.raises(Conflict):
        commands.send_again(actor=US, mail=OutgoingMail.objects.get(state="accepted"))


def test_a_full_mailbox_is_no_reason_to_stop(desk: MailDesk, answered: Conversation, sink: Sink) -> None:
    assert come_back(desk, sink, dsn("4.2.2")).state == "bounced"
    assert suppressed(desk) == 0


def test_a_complaint_stops_the_next(desk: MailDesk, answered: Conversation, sink: Sink) -> None:
    assert come_back(desk, sink, ARF).state == "complained"
    assert suppressed(desk) == 1
    assert "reported" in desk.messages(answered)[-1]["body"]


@pytest.mark.parametrize(
    "raw",
    [
        dsn(action="delayed", status="4.0.0"),
        dsn(action="delivered", status="2.0.0"),
        report("nothing"),
        report("Feedback-Type: not-spam\r\n", "feedback-report"),
        b"From: max@mail.example\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n",
    ],
    ids=["delayed", "delivered", "empty", "not spam", "a responder that says so"],
)
def test_nothing_else_is_a_failure(desk: MailDesk, answered: Conversation, sink: Sink, raw: bytes) -> None:
    assert come_back(desk, sink, raw).state == "accepted"
    assert suppressed(desk) == 0
    assert desk.received()[-1].state == "taken", "it is kept and shown as a mail"


@pytest.mark.parametrize("change", ["mac", "short", "none", "reply", "inbox", "neighbour"])
def test_only_the_address_of_the_mail_itself_counts(
    desk: MailDesk, answered: Conversation, sink: Sink, world: World, change: str
) -> None:
    """Else anybody could silence anybody."""
    local, _, host = sink.senders[-1].partition("@")
    to = {
        "mac": f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{host}",
        "short": f"{local[:-1]}@{host}",
        "none": f"{local.rpartition('.')[0]}@{host}",
        "reply": sink.mails[0]["Reply-To"].addresses[0].addr_spec,
        "inbox": desk.address,
        "neighbour": f"{local}@{MailDesk(world.globex, desk.listener).address.partition('@')[2]}",
    }[change]
    assert come_back(desk, sink, dsn(), to=to).state == "accepted"
    assert suppressed(desk) == 0


def test_the_suppression_is_the_addresss(desk: MailDesk, answered: Conversation, sink: Sink) -> None:
    """Another thread of the same person gets nothing either; another person does."""
    come_back(desk, sink, dsn())
    desk.write("Another thing", Message_ID="<2@mail.example>")
    other = EmailMessage()
    other["From"], other["Subject"], other["Message-ID"] = "eve@mail.example", "Hello", "<3@mail.example>"
    other.set_content("Hello")
    desk.deliver(other)
    for conversation in desk.conversations()[1:]:
        desk.house.say(desk.house.ada.actor, conversation, "Yes.")
    assert sorted(one.state for one in desk.send_all()) == ["accepted", "bounced", "failed"]
