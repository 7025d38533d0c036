"""Mail to a workspace that comes to its end: refused for good, whichever way it comes; reports of ours are taken."""

import smtplib

import pytest

from ictdesk.desk.mail import addresses, jobs
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.desk.mailboxes import accounts
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.workspaces.commands import take_end_back
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Ending, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.surfaces.hooks import reports
from ictdesk.surfaces.smtp import intake
from tests.endings.asked import asked
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink


def test_the_line_refuses_for_good(desk: MailDesk) -> None:
    asked(desk.house)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        desk.listener.send(desk.letter(), to=desk.address)
    ((code, word),) = refused.value.recipients.values()
    assert (code, b"takes no mail any more" in word) == (550, True)
    with pytest.raises(NotFound):
        reports.deliver([desk.address], bytes(desk.letter()), "max@mail.example")
    with pytest.raises(Ending):
        intake.store([desk.address], bytes(desk.letter()), "max@mail.example")
    assert desk.received() == []


def test_what_was_taken_before_waits(desk: MailDesk) -> None:
    desk.listener.send(desk.letter(), to=desk.address)
    (mail,) = desk.received()
    asked(desk.house)
    with pytest.raises(Ending), workspace_scope(desk.house.id):
        jobs.take_in(str(mail.id))
    with workspace_scope(desk.house.id):
        take_end_back(actor=desk.house.vera.actor)
        jobs.take_in(str(mail.id))
    (talk,) = desk.conversations()
    assert len(desk.messages(talk)) == 1


def test_what_comes_back_of_a_mail_of_ours_is_taken(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (talk,) = desk.conversations()
    desk.house.say(desk.house.grace.actor, talk, "On its way")
    (sent,) = desk.send_all()
    asked(desk.house)
    with workspace_scope(desk.house.id):
        back, wrong = addresses.bounce_address(sent, workspace()), f"b.{'a' * 26}.{'a' * 26}"
    desk.listener.send(desk.letter("It did not arrive"), to=back, sender="")
    with workspace_scope(desk.house.id):
        assert ReceivedMail.objects.filter(returns=sent).count() == 1
    with pytest.raises(smtplib.SMTPDataError) as refused:
        desk.listener.send(desk.letter("Let me in"), to=f"{wrong}@{back.partition('@')[2]}")
    assert refused.value.smtp_code == 550


def test_mailboxes_elsewhere_are_left_alone(desk: MailDesk) -> None:
    with workspace_scope(desk.house.id):
        row = Mailbox.objects.create(
            inbox=desk.house.inbox,
            kind="password",
            host="mail.example",
            port=993,
            user="acme",
            subject_id=keyring.new_subject(),
            secret={"password": "x"},
            reads_from=clock.now(),
        )
    assert accounts.active_in(desk.house.id) == [row.id]
    asked(desk.house)
    assert accounts.active_in(desk.house.id) == []
    assert accounts.load(desk.house.id, row.id) is None
