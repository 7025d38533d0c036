"""Visitors and agents as clients: HTTP through httpx, sockets through websockets, both for real."""

import json
from collections.abc import Callable
from typing import Any, Self
from uuid import uuid4

import httpx
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from ictdesk.desk.people.models import User
from ictdesk.desk.people.session_store import SessionStore
from tests.server import Server
from tests.world import ORIGIN, House, Person

PATIENCE = 10.0


def sign_in(person: Person) -> str:
    """A browser session of a member, as the cookie's value."""
    user = User.objects.get(id=person.row.user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


class Line:
    """One socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seen: list[dict[str, Any]] = []

    def send(self, **frame: Any) -> None:
        self._socket.send(json.dumps(frame))

    def raw(self, text: str | bytes) -> None:
        self._socket.send(text)

    def next(self) -> dict[str, Any]:
        """The next frame."""
        frame: dict[str, Any] = json.loads(self._socket.recv(timeout=PATIENCE))
        self.seen.append(frame)
        return frame

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Reads on to the first frame that is wanted."""
        while True:
            frame = self.next()
            if wanted(frame):
                return frame

    def until_kind(self, kind: str) -> dict[str, Any]:
        return self.until(lambda frame: frame["t"] == kind)

    def until_body(self, text: str) -> dict[str, Any]:
        """Reads on to the message with this body and returns the event."""
        frame = self.until(lambda frame: frame.get("event", {}).get("message", {}).get("body") == text)
        event: dict[str, Any] = frame["event"]
        return event

    def everything(self) -> list[dict[str, Any]]:
        """All frames up to the answer of a ping: whatever was on its way has come before it."""
        self.send(t="ping")
        self.until_kind("pong")
        return self.seen

    def ending(self) -> tuple[int, str]:
        """Reads to the end: the close code, and what the goodbye said."""
        word = ""
        try:
            while True:
                frame = self.next()
                word = frame["code"] if frame["t"] == "bye" else word
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006, word

    def cut(self) -> None:
        """The network goes."""
        self._socket.socket.close()

    def close(self) -> None:
        self._socket.close()


class Guest:
    """A visitor with a token."""

    def __init__(self, desk: "Desk", answer: dict[str, Any]) -> None:
        self.desk = desk
        self.opened = answer
        self.token: str = answer["token"]

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", "Origin": ORIGIN} | more.pop("headers", {})
        return self.desk.http.request(method, f"/rt/v1/{path}", headers=headers, **more)

    def write(self, body: str, *, client_id: str = "", **more: Any) -> httpx.Response:
        return self.call(
            "POST", "messages", json={"client_id": client_id or str(uuid4()), "body": body, **more}
        )

    def listen(self, after: str = "0", *, origin: str | None = ORIGIN) -> Line:
        line = self.desk.line(origin)
        line.send(t="hello", token=self.token, after=after)
        return line


class Desk:
    """One workspace on the running server."""

    def __init__(self, server: Server, house: House) -> None:
        self.server = server
        self.house = house
        self.http = httpx.Client(base_url=server.url, timeout=PATIENCE)
        self._lines: list[Line] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._lines:
            line.close()
        self.http.close()

    def open(self, *, origin: str = ORIGIN, **more: Any) -> httpx.Response:
        body = {"key": self.house.inbox.widget_key, **more}
        return self.http.post("/rt/v1/sessions", json=body, headers={"Origin": origin} if origin else {})

    def guest(self) -> Guest:
        answer = self.open()
        assert answer.status_code == 201, answer.text
        return Guest(self, answer.json())

    def line(self, origin: str | None, cookie: str = "") -> Line:
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"} if cookie else {}
        socket = connect(
            self.server.socket_url,
            origin=Origin(origin) if origin else None,
            additional_headers=headers,
            compression=None,
            legacy=True,
        )
        self._lines.append(Line(socket))
        return self._lines[-1]

    def agent(self, person: Person, after: str | None = None) -> Line:
        """A member at the inbox, greeted."""
        line = self.line(self.server.url, sign_in(person))
        line.send(t="hello", workspace=self.house.slug, after=after)
        line.until_kind("ready")
        return line
