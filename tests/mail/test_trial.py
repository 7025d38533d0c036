"""The test button: a mail to whoever asks, and what happened at each step; and the page of what failed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.desk.senders import commands
from ictdesk.desk.senders.checks import Finding
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.people.browsers import signed_in
from tests.server import free_port
from tests.world import US


def press(desk: MailDesk, *, part: bool = True) -> str:
    path = reverse("settings-mail-test", args=[desk.house.slug, desk.house.inbox.id])
    headers = {"HX-Request": "true"} if part else {}
    answer = signed_in(desk.house.vera).post(path, headers=headers)
    assert answer.status_code == 200
    return str(answer.content.decode())


def failed_page(desk: MailDesk) -> str:
    answer = signed_in(desk.house.vera).get(reverse("settings-failed", args=[desk.house.slug]))
    return str(answer.content.decode())


@pytest.fixture
def own(desk: MailDesk) -> None:
    with workspace_scope(desk.house.id):
        domain = commands.add_domain(actor=US, name="shop.example")
        right = [Finding(check="dkim", state="right", found="")]
        domain = commands.note_check(actor=US, domain=domain, findings=right)
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=domain, local="help")


def test_each_step_is_shown_and_the_mail_arrives(desk: MailDesk, sink: Sink, own: None) -> None:
    page = press(desk)
    words = (
        "Find the mail server",
        "Connect",
        "DKIM: shop.example",
        "Name sender and recipient",
        "Hand over",
    )
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert "It was accepted" in page
    (mail,) = sink.mails
    assert mail["To"] == desk.house.vera.email
    assert mail["From"].addresses[0].addr_spec == "help@shop.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "v=1; a=rsa-sha256" in mail["DKIM-Signature"]


def test_it_is_a_page_of_its_own_without_scripts(desk: MailDesk, sink: Sink) -> None:
    page = press(desk, part=False)
    assert "<html" in page
    assert "It was accepted" in page


def test_a_refusal_stops_at_its_step(desk: MailDesk, sink: Sink) -> None:
    sink.answers = ["554 <b>not</b> from you"]
    page = press(desk)
    assert "554 &lt;b&gt;not&lt;/b&gt; from you" in page
    assert "It stopped there" in page
    assert sink.mails == []


def test_nobody_there_stops_at_connecting(desk: MailDesk, settings: Settings) -> None:
    options = {"host": "127.0.0.1", "port": free_port(), "timeout": 5}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}
    }
    page = press(desk)
    assert "Connect" in page
    assert "Hand over" not in page
    assert "It stopped there" in page


def test_a_server_without_starttls_gets_no_password(desk: MailDesk, sink: Sink, settings: Settings) -> None:
    options = sink.mailers["default"]["OPTIONS"] | {"use_tls": True, "username": "u", "password": "geheim"}
    settings.MAILERS = {"default": sink.mailers["default"] | {"OPTIONS": options}}
    page = press(desk)
    assert "STARTTLS" in page
    assert "Sign in" not in page
    assert "geheim" not in page


def test_what_failed_is_on_one_page_with_a_way_on(desk: MailDesk, sink: Sink) -> None:
    assert "None: every answer was accepted" in failed_page(desk)
    sink.answers = ["451 busy", "554 no"]
    for number in (1, 2):
        desk.write(Message_ID=f"<{number}@mail.example>", Subject=f"Parcel {number}")
    for conversation in desk.conversations():
        desk.house.say(desk.house.ada.actor, conversation, "Yes.")
    busy, refused = desk.send_all()
    assert (busy.state, refused.state) == ("queued", "failed")
    page = failed_page(desk)
    assert "Tried 1 time;" in page
    assert "refused it" in page
    assert f"c/{refused.conversation_id}" in page
    client = signed_in(desk.house.vera)
    for mail in (busy, refused):
        path = reverse("settings-mail-again", args=[desk.house.slug, desk.house.inbox.id, mail.id])
        assert f'action="{path}"' in page
        client.post(path)
    with workspace_scope(desk.house.id):
        assert not OutgoingMail.objects.filter(due_at__gt=clock.now() + timedelta(seconds=1)).exists()
    assert {one.state for one in desk.send_all()} == {"accepted"}
    assert "None: every answer was accepted" in failed_page(desk)
