"""What really connects to where, held against what the gate was asked: a way around it would show at the socket."""

import smtplib
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from ictdesk.desk.people import invitations
from ictdesk.kernel import egress
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.subprocessors import reaching
from tests.mail.conftest import sink  # noqa: F401 - a fixture
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.people.browsers import user_of
from tests.requesters.test_pages import a_browser

type Place = tuple[str, int]


class Watch:
    """Every connection by TCP from this process, and every machine that the gate was asked about."""

    def __init__(self) -> None:
        self.reached: list[Place] = []
        self.asked: list[str] = []

    def strays(self) -> list[Place]:
        return [place for place in self.reached if place[0] not in self.asked]


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    seen, connect = Watch(), socket.socket.connect

    def connected(own: socket.socket, address: Any) -> None:
        if own.family != socket.AF_UNIX:
            seen.reached.append(address[:2])
        connect(own, address)

    def registry(call: egress.Call) -> str:
        seen.asked.append(reaching.machine(call))
        return ""

    monkeypatch.setattr(socket.socket, "connect", connected)
    former = egress.use(registry)
    yield seen
    egress.use(former)


def test_mails_go_where_the_gate_was_asked(desk: MailDesk, sink: Sink, watch: Watch) -> None:
    house = desk.house
    desk.write()
    (thread,) = desk.conversations()
    house.say(house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    with workspace_scope(house.id):
        invitations.send(user_of(house.ada), house.slug, "Acme")
    assert a_browser().post("/account/password/reset/", {"email": house.ada.email}).status_code == 302
    assert len(sink.mails) == 3
    assert {place for place in watch.reached if place[1] == sink.port} == {("127.0.0.1", sink.port)}
    assert [place for place in watch.strays() if place[1] == sink.port] == []


def test_a_connection_around_the_gate_would_be_seen(sink: Sink, watch: Watch) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port, timeout=5):
        assert watch.strays() == [("127.0.0.1", sink.port)]
