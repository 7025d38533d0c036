"""How a mail goes out when the mail server is there, busy, away or unwilling; and when nobody reads the chat."""

import smtplib
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail import outbox, sending
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.kernel import clock
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from tests.kernel.queue_of import jobs
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, plain


@pytest.fixture
def answered(desk: MailDesk) -> Conversation:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    return conversation


def pass_time(desk: MailDesk) -> int:
    """Makes everything due, and runs what is."""
    with workspace_scope(desk.house.id):
        OutgoingMail.objects.update(due_at=clock.now() - timedelta(seconds=1))
        return outbox.run_due()


def test_a_busy_server_is_asked_again_under_the_same_id(
    desk: MailDesk, answered: Conversation, sink: Sink
) -> None:
    sink.answers = ["451 busy", "421 going down"]
    (first,) = desk.send_all()
    assert (first.state, first.attempts) == ("queued", 1)
    assert first.due_at > clock.now()
    assert desk.messages(answered)[-1]["delivery"] == "stored"
    for _ in range(2):
        assert pass_time(desk) == 1
        (last,) = desk.send_all()
    assert (last.state, last.attempts, len(sink.mails)) == ("accepted", 3, 1)
    assert pass_time(desk) == 0


def test_a_refusal_is_shown_at_the_message(desk: MailDesk, answered: Conversation, sink: Sink) -> None:
    sink.answers = ["554 we do not want it"]
    (sent,) = desk.send_all()
    assert (sent.state, sent.reason) == ("failed", "refused")
    _, answer, note = desk.messages(answered)
    assert (answer["delivery"], note["kind"]) == ("failed", "note")
    assert "refused" in note["body"]
    assert len(desk.send_all()) == 1


def test_a_server_that_is_away_for_days_is_given_up(
    desk: MailDesk, answered: Conversation, settings: Settings
) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
        }
    }
    assert desk.send_all()[0].state == "queued"
    with workspace_scope(desk.house.id):
        OutgoingMail.objects.update(created_at=clock.now() - timedelta(days=3))
    assert [(one.state, one.reason) for one in desk.send_all()] == [("failed", "too_often")]


def test_a_crash_after_the_yes_sends_the_same_mail_once_more(
    desk: MailDesk, answered: Conversation, sink: Sink
) -> None:
    with workspace_scope(desk.house.id):
        readers.run("mail")
        (row,) = OutgoingMail.objects.all()
    with workspace_scope(desk.house.id):
        mail = sending.begin(row.id)
    assert not isinstance(mail, sending.Outcome | None)
    assert sending.hand_over(mail).kind == "accepted"
    assert desk.send_all()[0].state == "accepted", "the job runs again after the crash"
    assert len({one["Message-ID"] for one in sink.mails}) == 1
    assert len(sink.mails) == 2
    sending.send(desk.house.id, row.id)
    assert len(sink.mails) == 2, "and never again"


def test_each_answer_has_one_row_and_one_job(desk: MailDesk, answered: Conversation) -> None:
    with workspace_scope(desk.house.id):
        readers.run("mail")
        ids = list(Message.objects.values_list("id", flat=True))
        outbox.queue(ids)
        outbox.queue(ids)
        assert OutgoingMail.objects.count() == 1
    assert len(jobs(desk.house.id, "mail.send")) == 1


def test_an_answer_that_was_taken_back_is_not_mailed(
    desk: MailDesk, answered: Conversation, sink: Sink
) -> None:
    with workspace_scope(desk.house.id):
        readers.run("mail")
        answer = Message.objects.get(conversation=answered, author_kind="member")
        commands.delete_message(actor=desk.house.ada.actor, message=answer)
    assert [one.state for one in desk.send_all()] == ["unneeded"]
    assert sink.mails == []


def test_header_injection_by_a_subject(desk: MailDesk, sink: Sink) -> None:
    desk.deliver(
        b"From: max@mail.example\r\nTo: x@y.example\r\nSubject: =?utf-8?q?a=0d=0aBcc:_eve@mail.example=00?=\r\n"
        b"Message-ID: <1@mail.example>\r\n\r\nHello\r\n"
    )
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "Hello")
    desk.send_all()
    assert sink.mails[0]["Bcc"] is None
    assert sink.mails[0]["To"] == "max@mail.example"


class TestChat:
    """Max left the chat, and his address."""

    def left(self, desk: MailDesk, *, email: str = "max@mail.example") -> Conversation:
        guest = desk.house.guest()
        with workspace_scope(desk.house.id):
            conversation, _ = commands.start(
                actor=guest.actor,
                session=guest.session,
                client_id=guest.session.id,
                text="Anybody there?",
                name="Max",
                email=email,
            )
        desk.house.say(desk.house.ada.actor, conversation, "Now I am.")
        return conversation

    def test_an_answer_that_nobody_reads_goes_by_mail(self, desk: MailDesk, sink: Sink) -> None:
        conversation = self.left(desk)
        assert [one.state for one in desk.send_all()] == ["waiting"]
        assert sink.mails == []
        with workspace_scope(desk.house.id):
            assert outbox.run_due() == 0, "five minutes are not over"
        assert pass_time(desk) == 1
        assert [one.state for one in desk.send_all()] == ["accepted"]
        (mail,) = sink.mails
        assert "You had left our chat" in plain(mail)
        received = desk.write("I am back", to=mail["Reply-To"].addresses[0].addr_spec)
        assert received.conversation_id == conversation.id
        assert [one["body"] for one in desk.messages(conversation)] == [
            "Anybody there?",
            "Now I am.",
            "I am back",
        ]

    def test_one_that_was_read_does_not(self, desk: MailDesk, sink: Sink) -> None:
        conversation = self.left(desk)
        desk.send_all()
        with workspace_scope(desk.house.id):
            Conversation.objects.filter(id=conversation.id).update(contact_read_seq=2)
        assert pass_time(desk) == 0
        assert [one.state for one in desk.outgoing()] == ["unneeded"]
        assert sink.mails == []

    def test_without_an_address_nothing_waits(self, desk: MailDesk) -> None:
        self.left(desk, email="")
        assert desk.send_all() == []


def test_a_sink_that_says_no_is_a_real_refusal(sink: Sink) -> None:
    """The control of the sink itself."""
    sink.answers = ["554 no"]
    with smtplib.SMTP("127.0.0.1", sink.port) as client, pytest.raises(smtplib.SMTPDataError):
        client.sendmail("a@b.example", ["c@d.example"], b"Subject: x\r\n\r\nx")
