"""Every public way by which somebody's words come in, each with a word of its own."""

import hashlib
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
from django.conf import settings

from tests.forensics.markers import Markers
from tests.people.browsers import secret_of
from tests.realtime.client import Desk, Guest, sign_in

API = "/api/v1"


class Inside:
    """A visitor, an agent at the socket, an agent in a browser and a program, all of one house."""

    def __init__(self, desk: Desk, markers: Markers) -> None:
        self.desk = desk
        self.word = markers.word
        self.guest: Guest = desk.guest()
        self.program = {"Authorization": f"Bearer {secret_of(desk.house)}"}
        self.cookie = sign_in(desk.house.vera)

    def all(self) -> None:
        """Goes all ways that store something, then all that are refused."""
        self.first_message()
        self.more_from_the_visitor()
        self.at_the_socket()
        self.over_the_api()
        self.in_the_browser()
        self.refused()

    def upload(self, way: str, send: Callable[..., httpx.Response]) -> str:
        content = b"%PDF-1.7\n" + self.word(way + "content").encode() * 50
        headers = {
            "X-File-Name": self.word(way + "filename") + ".pdf",
            "X-Content-SHA256": hashlib.sha256(content).hexdigest(),
        }
        answer = send(content=content, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def first_message(self) -> None:
        file = self.upload("visitor", lambda **more: self.guest.call("POST", "files", **more))
        email = f"{self.word('address')}@{self.word('domain')}.example"
        answer = self.guest.write(
            f"Hello, {self.word('widget')} " + "and so on " * 400,
            name=self.word("name"),
            email=email,
            attachments=[file],
        )
        assert answer.status_code == 201, answer.text
        self.conversation = answer.json()["conversation"]

    def more_from_the_visitor(self) -> None:
        assert self.guest.write(self.word("hotpath")).status_code == 201
        changed = {"name": self.word("newname"), "email": f"{self.word('newaddress')}@mail.example"}
        assert self.guest.call("PUT", "contact", json=changed).status_code == 200

    def at_the_socket(self) -> None:
        visitor, agent = self.guest.listen(), self.desk.agent(self.desk.house.ada)
        visitor.until_kind("ready")
        visitor.send(t="send", client_id=str(uuid4()), body=self.word("visitorsocket"))
        visitor.until_kind("ack")
        for note in (False, True):
            body = self.word("agentsocketnote" if note else "agentsocket")
            agent.send(t="send", conversation=self.conversation, client_id=str(uuid4()), body=body, note=note)
            agent.until_kind("ack")

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.desk.http.request(
            method, API + path, headers=self.program | more.pop("headers", {}), **more
        )

    def over_the_api(self) -> None:
        one = f"/conversations/{self.conversation}"
        file = self.upload(
            "api", lambda **more: self.call("POST", f"/files?conversation={self.conversation}", **more)
        )
        body = {"client_id": str(uuid4()), "body": self.word("answer"), "attachments": [file]}
        answer = self.call("POST", f"{one}/messages", json=body, headers={"Idempotency-Key": "k1"})
        assert answer.status_code == 201, answer.text
        edited = {"body": self.word("edited")}
        assert self.call("PATCH", f"/messages/{answer.json()['id']}", json=edited).status_code == 200
        note = {"client_id": str(uuid4()), "body": self.word("note")}
        assert self.call("POST", f"{one}/notes", json=note).status_code == 201
        self.contact = self.call("GET", "/contacts").json()["items"][0]["id"]
        named = {"name": self.word("apiname"), "email": f"{self.word('apiaddress')}@mail.example"}
        assert self.call("PATCH", f"/contacts/{self.contact}", json=named).status_code == 200

    def in_the_browser(self) -> None:
        path = f"/desk/{self.desk.house.slug}/contacts/{self.contact}/"
        jar = {settings.SESSION_COOKIE_NAME: self.cookie}
        with httpx.Client(base_url=self.desk.server.url, cookies=jar) as browser:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(path).text)
            assert token is not None
            form = {"csrfmiddlewaretoken": token[1], "name": self.word("pagename")}
            assert browser.post(path, data=form).status_code == 302
            asked = {"csrfmiddlewaretoken": token[1], "email": f"{self.word('lookedfor')}@mail.example"}
            assert browser.post(f"/desk/{self.desk.house.slug}/contacts/", data=asked).status_code == 200

    def refused(self) -> None:
        """Words that are not stored, and must not be in a log for being refused either."""
        for path in (
            f"/search?q={self.word('searched')}",
            f"/contacts?email={self.word('asked')}@mail.example",
        ):
            assert self.call("GET", path).status_code == 200
        bad = f"{self.word('badbody')} is no JSON".encode()
        assert self.call("POST", f"/conversations/{self.conversation}/notes", content=bad).status_code in (
            400,
            422,
        )
        assert self.guest.call("POST", "messages", content=bad).status_code == 400
        assert self.guest.write(self.word("toolong") * 2_000).status_code == 413
        assert self.guest.write("x", name=self.word("longname") * 5).status_code in (201, 422)
        headers = {"X-File-Name": self.word("badfile") + ".exe", "X-Content-SHA256": "0" * 64}
        refused = self.guest.call(
            "POST", "files", content=b"MZ" + self.word("badcontent").encode(), headers=headers
        )
        assert refused.status_code in (415, 422)
        agent = {"User-Agent": self.word("useragent"), "Referer": f"https://{self.word('referer')}.example/"}
        for path in (
            f"/{self.word('unknownpath')}",
            f"/desk/{self.word('unknowndesk')}/",
            f"/rt/v1/{self.word('unknownrt')}",
        ):
            assert self.desk.http.get(path, headers=agent).status_code in (302, 404)
