"""A real IMAP server (pymap) as a child process, and the hand of whoever puts mail into it."""

import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Self

from imapclient import IMAPClient

from tests.server import PATIENCE, free_port

USER, PASSWORD = "help", "geheim"


class MailServer:
    """With STARTTLS by the certificate in a file."""

    def __init__(self, certificate: Path) -> None:
        self.port = free_port()
        self._certificate = certificate

    def __enter__(self) -> Self:
        program = Path(sys.executable).with_name("pymap")
        file = str(self._certificate)
        command = [
            str(program),
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--cert",
            file,
            "--key",
            file,
        ]
        user = ["dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
        self._process = subprocess.Popen([*command, *user], stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                self.client().logout()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the mail server did not become ready")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)

    def client(self) -> IMAPClient:
        client = IMAPClient("127.0.0.1", port=self.port, ssl=False, timeout=10)
        client.login(USER, PASSWORD)
        return client

    def put(self, folder: str, *mails: bytes, when: datetime | None = None) -> None:
        """Mails arrive in a folder, which is made if it is not there."""
        with self.client() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for mail in mails:
                client.append(folder, mail, msg_time=when)

    def number_anew(self, folder: str, *mails: bytes) -> None:
        """As after a restore: the folder has another UIDVALIDITY, and the mails in it other numbers."""
        with self.client() as client:
            client.delete_folder(folder)
        self.put(folder, *mails)
