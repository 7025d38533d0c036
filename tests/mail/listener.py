"""The product's listener for mail as a child process, and a sink that plays the mail server of the world."""

import asyncio
import os
import smtplib
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.smtp import SMTP

from tests.server import PATIENCE, free_port


class Listener:
    """`ictdesk smtp` on the tests' installation."""

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        self.port = free_port()
        self._options = dict(options or {})
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def start(self) -> None:
        command = [sys.executable, "-m", "ictdesk", "smtp", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=os.environ | self._options)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, "the listener ended at its start"
            try:
                self.client().quit()
            except (ConnectionError, smtplib.SMTPException):
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the listener did not become ready")

    def kill(self) -> None:
        """SIGKILL, as a crash would do it."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)

    def client(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, timeout=20)

    def send(self, mail: EmailMessage | bytes, *, to: str, sender: str = "max@mail.example") -> None:
        """As a mail server would hand it over. Raises what smtplib raises for a refusal."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        with self.client() as client:
            client.sendmail(sender, [to], raw)


def plain(mail: EmailMessage) -> str:
    """What it says as text."""
    return part(mail, "plain")


def part(mail: EmailMessage, kind: str) -> str:
    """Its text in one of the forms that it has."""
    body = mail.get_body((kind,))
    assert body is not None, mail.get_content_type()
    return str(body.get_content())


class Sink:
    """Takes what the desk sends; `answers` are said to the next mails in place of yes."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.raw: list[str] = []
        self.exact: list[bytes] = []
        self.senders: list[str] = []
        """Of the envelopes: where each comes back to."""
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def mailers(self) -> dict[str, dict[str, Any]]:
        """Django's setting, so that the desk sends here."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 5}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        self.senders.append(envelope.mail_from)
        self.recipients += envelope.rcpt_tos
        self.raw.append(envelope.content.decode())
        self.exact.append(envelope.original_content)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def __enter__(self) -> Self:
        self._thread.start()
        made = self._loop.create_server(lambda: SMTP(self, loop=self._loop), "127.0.0.1", self.port)
        self._server = asyncio.run_coroutine_threadsafe(made, self._loop).result(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


class Relay(Sink):
    """Carries what the desk sends to the desk's own listener, as the mail servers between would do."""

    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener
        self.stripped: tuple[str, ...] = ()
        """Headers that some server on the way takes off."""

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(mail)
        for name in self.stripped:
            del mail[name]
        for recipient in envelope.rcpt_tos:
            await asyncio.to_thread(self._listener.send, mail, to=recipient, sender=envelope.mail_from or "")
        return "250 OK"
