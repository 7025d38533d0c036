"""Which provider carries a mail away, and what it is told."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.mail import trial
from ictdesk.kernel import egress
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.project.mailers import mailers
from ictdesk.project.options import BadOption
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.server import PATIENCE


class Postmark:
    """Its API as far as mail is sent by it."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.status, self.answer = 200, {"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a"}
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                api.asked.append(said)
                api.tokens.append(self.headers["X-Postmark-Server-Token"])
                self.send_response(api.status)
                self.end_headers()
                self.wfile.write(json.dumps(api.answer | {"To": said["To"]}).encode())

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)


@pytest.fixture
def postmark(settings: Settings) -> Iterator[Postmark]:
    api = Postmark()
    api.thread.start()
    made = mailers("postmark://0a1B-Token", Path("/nowhere"))
    made["postmark"]["OPTIONS"]["api_url"] = f"http://127.0.0.1:{api.server.server_address[1]}/"
    settings.MAILERS = made
    yield api
    api.server.shutdown()
    api.server.server_close()
    api.thread.join(PATIENCE)


def answer(desk: MailDesk) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")


def test_postmark_is_told_our_id_and_where_reports_belong(desk: MailDesk, postmark: Postmark) -> None:
    answer(desk)
    assert [one.state for one in desk.send_all()] == ["accepted"]
    (said,) = postmark.asked
    headers = {one["Name"]: one["Value"] for one in said["Headers"]}
    assert postmark.tokens == ["0a1B-Token"]
    assert desk.address in said["From"]
    assert said["To"] == "max@mail.example"
    assert headers["Message-ID"].startswith("<m.")
    assert headers["X-PM-KeepID"] == "true"
    assert headers["In-Reply-To"] == "<1@mail.example>"
    assert said["Metadata"]["mail"].startswith("b.")
    assert said["Metadata"]["host"] == desk.address.partition("@")[2]
    assert "It comes on Friday." in said["TextBody"]


@pytest.mark.parametrize(
    ("status", "answered", "state"),
    [
        (500, {}, "queued"),
        (
            422,
            {
                "ErrorCode": 406,
                "Message": "Found inactive addresses: max@mail.example. Inactive recipients are",
            },
            "failed",
        ),
        (401, {"ErrorCode": 10, "Message": "No token"}, "queued"),
    ],
)
def test_what_postmark_refuses(
    desk: MailDesk, postmark: Postmark, status: int, answered: dict[str, Any], state: str
) -> None:
    postmark.status, postmark.answer = status, answered
    answer(desk)
    assert [one.state for one in desk.send_all()] == [state]


def test_the_test_button_goes_by_the_same_way(desk: MailDesk, postmark: Postmark) -> None:
    with workspace_scope(desk.house.id):
        letter = trial.letter(desk.house.inbox, "vera@acme.example")
    assert [one["state"] for one in trial.run(letter)] == ["done", "done"]
    assert postmark.asked[0]["To"] == "vera@acme.example"


def test_one_question_chooses_the_provider(
    desk: MailDesk, postmark: Postmark, sink: Sink, settings: Settings
) -> None:
    """The preferred one where it may have the mail, else the next, else nobody."""
    settings.MAILERS = {**sink.mailers, "smtp": sink.mailers["default"]}
    asked: list[egress.Call] = []
    refused = {"mail.postmark"}

    def registry(call: egress.Call) -> str:
        asked.append(call)
        return "not for this workspace" if call.recipient in refused else ""

    settings.MAILERS = {"default": {}, "postmark": {}, "smtp": sink.mailers["default"]}
    former = egress.use(registry)
    try:
        answer(desk)
        assert [one.state for one in desk.send_all()] == ["accepted"]
        assert len(sink.mails) == 1
        assert [call.recipient for call in asked] == ["mail.postmark", "mail.smtp"]
        assert {call.workspace for call in asked} == {desk.house.id}
        assert "user.contact.email" in asked[0].categories
        refused.add("mail.smtp")
        desk.house.say(desk.house.ada.actor, desk.conversations()[0], "Once more.")
        assert [one.reason for one in desk.send_all()] == ["", "egress_refused"]
        assert len(sink.mails) == 1
    finally:
        egress.use(former)


def test_the_option_names_them_in_order() -> None:
    made = mailers("ses://AKIA:s%2Fcret@eu-central-1, smtps://u:p@mx.example.com:465,file:", Path("/data"))
    assert list(made) == ["default", "ses", "smtp", "file"]
    assert made["default"] is made["ses"]
    ses, smtp = made["ses"]["OPTIONS"], made["smtp"]["OPTIONS"]
    assert (ses["host"], ses["password"], ses["use_tls"]) == (
        "email-smtp.eu-central-1.amazonaws.com",
        "s/cret",
        True,
    )
    assert (smtp["port"], smtp["use_ssl"], smtp["use_tls"]) == (465, True, False)
    for wrong in ("", "imap://x", "mail.example.com"):
        with pytest.raises(BadOption):
            mailers(wrong, Path("/data"))
