"""Mail that is fetched from a mailbox elsewhere: each once, none lost, and one bad mail holds up nobody."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mailboxes import accounts, commands, connection, reading, tokens, trial
from ictdesk.desk.mailboxes.accounts import Account
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.mailboxes.problems import Problem
from ictdesk.kernel.egress import fetching
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.imap.watcher import Watcher
from tests.mail import certificates
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.mail.mailserver import PASSWORD, USER, MailServer
from tests.mail.provider import Provider
from tests.mail.talker import Talker
from tests.people.browsers import signed_in
from tests.server import PATIENCE
from tests.world import US


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificates.make(tmp_path_factory.mktemp("imap"))


@pytest.fixture(scope="module")
def mailserver(certificate: Path) -> Iterator[MailServer]:
    with MailServer(certificate) as running:
        yield running


@pytest.fixture(autouse=True)
def trusted(certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator allows this network, and trusts this authority."""
    settings.ICTDESK_EGRESS_ALLOW = [ip_network("127.0.0.1/32")]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


class Box:
    """A folder of its own in the mail server, and the mailbox that reads it."""

    def __init__(self, desk: MailDesk, server: MailServer, *, from_start: bool = True, **other: Any) -> None:
        self.desk, self.server, self.folder = desk, server, f"box-{uuid4().hex}"
        server.put(self.folder)
        given: dict[str, Any] = {
            "kind": "password",
            "host": "127.0.0.1",
            "port": 143,
            "user": USER,
            "secret": {"password": PASSWORD},
            "folder": self.folder,
        }
        with workspace_scope(desk.house.id):
            row = commands.add_mailbox(
                actor=US, inbox=desk.house.inbox, from_start=from_start, **(given | other)
            )
            row.port = server.port if row.port == 143 else row.port
            row.save(update_fields=["port"])
            self.id = row.id

    @property
    def row(self) -> Mailbox:
        with workspace_scope(self.desk.house.id):
            found: Mailbox = Mailbox.objects.get(id=self.id)
            assert found.user
        return found

    @property
    def account(self) -> Account:
        found = accounts.load(self.desk.house.id, self.id)
        assert found is not None
        return found

    def read(self) -> int:
        return reading.read(self.account)

    def subjects(self) -> list[str]:
        self.desk.take_in()
        with workspace_scope(self.desk.house.id):
            return [one.subject for one in Conversation.objects.order_by("id")]


@pytest.fixture
def box(desk: MailDesk, mailserver: MailServer) -> Box:
    return Box(desk, mailserver)


def letter(number: int, text: str = "Where is it?", head: str = "") -> bytes:
    return (
        f"Return-Path: <max@mail.example>\r\n{head}From: Max <max@mail.example>\r\nTo: help@shop.example\r\n"
        f"Subject: Parcel {number}\r\nMessage-ID: <{number}@mail.example>\r\n\r\n{text}\r\n"
    ).encode()


def test_what_lies_there_becomes_tickets_once(box: Box, mailserver: MailServer) -> None:
    mailserver.put(box.folder, letter(1), letter(2))
    assert box.read() == 2
    assert box.read() == 0
    mailserver.put(box.folder, letter(3))
    assert box.read() == 1
    assert box.subjects() == ["Parcel 1", "Parcel 2", "Parcel 3"]
    row = box.row
    assert (row.state, row.reason) == ("fine", "")
    assert row.checked_at is not None
    assert not box.desk.received()[0].automatic, "a Return-Path is as good as an envelope"
    with mailserver.client() as client:
        client.select_folder(box.folder)
        flags = client.get_flags(client.search())
        assert len(flags) == 3, "nothing is changed in the mailbox"
        assert not any(b"\\Seen" in one for one in flags.values())


def test_without_the_wish_only_new_mail_is_taken(desk: MailDesk, mailserver: MailServer) -> None:
    box = Box(desk, mailserver, from_start=False)
    mailserver.put(box.folder, letter(1))
    assert box.read() == 0
    mailserver.put(box.folder, letter(2))
    assert box.read() == 1
    assert box.subjects() == ["Parcel 2"]


def test_a_mail_server_whose_clock_is_late_loses_no_mail(desk: MailDesk, mailserver: MailServer) -> None:
    """It counts whole seconds in any case; what is old for certain stays where it is."""
    box = Box(desk, mailserver, from_start=False)
    assert box.read() == 0
    began = box.account.reads_from
    mailserver.put(box.folder, letter(1), when=began - timedelta(minutes=5))
    mailserver.put(box.folder, letter(2), when=began - timedelta(hours=1))
    assert box.read() == 2
    assert box.subjects() == ["Parcel 1"]


def test_mail_that_comes_just_before_the_waiting_begins_is_heard(box: Box, mailserver: MailServer) -> None:
    client = reading.open_(box.account)
    try:
        lying = reading.take(client, box.account).lying
        mailserver.put(box.folder, letter(1))
        began = time.monotonic()
        client.wait(PATIENCE, known=lying)
        assert time.monotonic() - began < PATIENCE / 2
        assert reading.take(client, box.account) == (1, 1)
    finally:
        reading.leave(client)
    assert box.subjects() == ["Parcel 1"]


@pytest.mark.parametrize(
    "said",
    [
        [b"* 1 EXISTS\r\n+ idling\r\n"],
        [b"+ idling\r\n* 1 EXISTS\r\n"],
        [b"+ idling\r\n* 1 EXI", b"STS\r\n* 1 FETCH (", b"FLAGS ())\r\n"],
        [b"+ idl", b"ing\r\n", b"* 1 EXISTS\r\n"],
    ],
)
def test_however_a_server_says_it_new_mail_is_heard(said: list[bytes]) -> None:
    """Before it says that it waits, with it, or in halves."""
    with Talker(said) as talker:
        client = talker.client()
        began = time.monotonic()
        client.wait(PATIENCE, known=0)
        assert time.monotonic() - began < PATIENCE / 2
        assert client.noop()[0] == b"done", "the line is still in step"
        connection.hang_up(client)


def test_a_folder_that_is_numbered_anew_doubles_nothing(box: Box, mailserver: MailServer) -> None:
    mailserver.put(box.folder, letter(1), letter(2))
    box.read()
    before = box.row.validity
    mailserver.number_anew(box.folder, letter(2), letter(3), letter(1))
    box.read()
    assert box.row.validity != before
    assert box.subjects() == ["Parcel 1", "Parcel 2", "Parcel 3"]
    mailserver.put(box.folder, letter(1, "The same id, and other words"))
    box.read()
    assert len(box.subjects()) == 4, "the control: other content is another mail"


def test_a_crash_between_two_mails_loses_and_doubles_nothing(
    box: Box, mailserver: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailserver.put(box.folder, *(letter(number) for number in range(1, 6)))
    real, calls = reading._store, []

    def dies(account: Account, uid: int, raw: bytes) -> None:
        calls.append(uid)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(account, uid, raw)

    monkeypatch.setattr(reading, "_store", dies)
    with pytest.raises(KeyboardInterrupt):
        box.read()
    assert len(box.desk.received()) == 2
    assert box.read() == 3
    assert len(box.subjects()) == 5


def test_a_mail_that_cannot_be_read_is_a_visible_ticket_and_holds_up_nobody(
    box: Box, mailserver: MailServer
) -> None:
    mailserver.put(box.folder, letter(1), b"\x00\xff no mail at all", letter(3))
    assert box.read() == 3
    assert box.subjects() == ["Parcel 1", "Unreadable message", "Parcel 3"]


def test_a_mail_that_is_too_large_is_a_ticket_that_says_so(
    box: Box, mailserver: MailServer, settings: Settings
) -> None:
    settings.ICTDESK_MAIL_LIMIT = 5000
    mailserver.put(box.folder, letter(1, "x" * 6000), letter(2))
    box.read()
    assert box.subjects() == ["Parcel 1", "Parcel 2"]
    (said,) = box.desk.messages(box.desk.conversations()[0])
    assert "larger than this desk takes" in said["body"]


def test_an_answer_that_comes_by_mailbox_joins_its_thread(
    box: Box, mailserver: MailServer, sink: Sink
) -> None:
    mailserver.put(box.folder, letter(1))
    box.read()
    box.subjects()
    (conversation,) = box.desk.conversations()
    box.desk.house.say(box.desk.house.ada.actor, conversation, "On Friday.")
    box.desk.send_all()
    reply = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    mailserver.put(box.folder, letter(2, "Thanks", head=f"Delivered-To: {reply}\r\n"))
    forged = reply.replace(reply[40], "a" if reply[40] != "a" else "b", 1)
    mailserver.put(box.folder, letter(3, "Let me in", head=f"Delivered-To: {forged}\r\n"))
    box.read()
    box.subjects()
    assert [one.conversation_id == conversation.id for one in box.desk.received()] == [True, True, False]
    assert box.desk.received()[-1].reason == "bad_reply_address"


def test_a_wrong_password_is_said(desk: MailDesk, mailserver: MailServer) -> None:
    box = Box(desk, mailserver, secret={"password": "wrong"})
    with pytest.raises(Problem, match="login"):
        box.read()
    assert (box.row.state, box.row.reason) == ("failing", "login")
    assert [one["state"] for one in trial.run(box.account)] == ["done", "failed"]


def test_each_step_of_the_test(box: Box) -> None:
    assert [one["state"] for one in trial.run(box.account)] == ["done"] * 3
    with workspace_scope(box.desk.house.id):
        row = Mailbox.objects.get(id=box.id)
        row.folder = "nowhere"
        row.save(update_fields=["folder"])
    steps = trial.run(box.account)
    assert [one["state"] for one in steps] == ["done", "done", "failed"]
    assert "folder" in steps[-1]["said"]


def test_a_server_that_nobody_vouches_for_gets_no_password(
    box: Box, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.make(tmp_path)))
    with pytest.raises(Problem, match="no_tls"):
        box.read()


def test_private_machines_are_not_called(box: Box, settings: Settings) -> None:
    """One answer for what is private, closed and not there: the desk is no scanner of networks."""
    assert box.read() == 0, "the control"
    settings.ICTDESK_EGRESS_ALLOW = []
    answers = set()
    for host in ("127.0.0.1", "127.1", "localhost", "169.254.169.254", "10.0.0.1", "::1", "never.invalid"):
        account = box.account._replace(host=host)
        with pytest.raises(Problem) as caught:
            connection.connect(account)
        answers.add(caught.value.code)
    assert answers == {"unreachable"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 25},
        {"host": "a b"},
        {"kind": "other"},
        {"user": "a\r\nb"},
        {"folder": ""},
        {"secret": {}},
        {"kind": "google", "secret": {"password": "x"}},
        {"secret": {"password": "a\r\nb"}},
    ],
)
def test_what_cannot_be_a_mailbox(desk: MailDesk, mailserver: MailServer, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        Box(desk, mailserver, **wrong)


def test_new_mail_is_there_at_once_where_the_server_offers_to_say_so(
    box: Box, mailserver: MailServer
) -> None:
    watcher = Watcher(read_every=30)
    thread = threading.Thread(target=watcher._watch, args=(box.desk.house.id, box.id))
    thread.start()
    try:
        until = time.monotonic() + PATIENCE
        while box.row.state != "fine" and time.monotonic() < until:
            time.sleep(0.05)
        began, sent = time.monotonic(), 0
        while not box.desk.received() and time.monotonic() < until:
            if time.monotonic() - began >= 4 * sent:  # pymap may forget what comes in the moment before
                sent += 1
                mailserver.put(box.folder, letter(sent))
            time.sleep(0.05)
        assert 1 <= len(box.desk.received()) <= sent
        assert time.monotonic() - began < 15, "the next look would have been after 30 seconds"
    finally:
        with workspace_scope(box.desk.house.id):
            commands.switch_mailbox(actor=US, mailbox=Mailbox.objects.get(id=box.id), shown=False)
        mailserver.put(box.folder, letter(99))  # wakes it
        thread.join(PATIENCE)
    assert not thread.is_alive(), "it ends by itself when the mailbox is switched off"
    assert "Parcel 99" not in box.subjects()


@pytest.mark.parametrize("kind", ["google", "microsoft"])
def test_a_token_is_renewed_and_the_next_refresh_token_kept(
    desk: MailDesk, mailserver: MailServer, certificate: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    with Provider(certificate) as provider:
        monkeypatch.setitem(tokens.WHERE, kind, provider.address)
        secret = {"client_id": "c", "client_secret": "s", "refresh_token": "first"}
        box = Box(desk, mailserver, kind=kind, secret=secret)
        said = tokens.access_token(box.account, lambda token: reading.keep(box.account, token))
        assert (said, provider.asked[0]["refresh_token"]) == ("access", "first")
        assert box.account.secret["refresh_token"] == "second"
        provider.status = 400
        with pytest.raises(Problem, match="token"):
            box.read()
        assert provider.asked[1]["refresh_token"] == "second"
        assert box.row.reason == "token"


def test_no_more_is_read_than_a_mail_may_have(settings: Settings) -> None:
    """A server may announce what it likes."""
    settings.ICTDESK_MAIL_LIMIT = 1000
    line = object.__new__(connection._Line)
    with pytest.raises(line.abort):
        line.read(10_000_000)
    assert fetching.is_public("127.0.0.1"), "the control: the tests' network is allowed here"


def test_the_page_adds_tests_and_removes_one_and_never_shows_the_secret(
    desk: MailDesk, mailserver: MailServer
) -> None:
    client = signed_in(desk.house.vera)
    page = reverse("settings-mailboxes", args=[desk.house.slug])
    form = {
        "inbox": str(desk.house.inbox.id),
        "host": "127.0.0.1",
        "port": "143",
        "user": USER,
        "folder": "INBOX",
        "kind": "password",
        "password": PASSWORD,
    }
    wrong = client.post(page, form | {"host": "a b"}).content.decode()
    assert "imap.example.com, and port" in wrong
    assert PASSWORD not in wrong
    client.post(page, form)
    with workspace_scope(desk.house.id):
        row = Mailbox.objects.get()
        row.port = mailserver.port
        row.save(update_fields=["port"])
    shown = client.get(page).content.decode()
    assert USER in shown
    assert PASSWORD not in shown
    test, switch, remove = (
        reverse(f"settings-mailbox-{verb}", args=[desk.house.slug, row.id])
        for verb in ("test", "switch", "remove")
    )
    steps = client.post(test, headers={"HX-Request": "true"}).content.decode()
    assert "The mailbox can be read." in steps
    client.post(switch)
    assert "switched off" in client.get(page).content.decode()
    client.post(remove)
    with workspace_scope(desk.house.id):
        assert not Mailbox.objects.exists()
