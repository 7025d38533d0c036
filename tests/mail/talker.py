"""An IMAP server that answers IDLE with the pieces it was given, word for word."""

import socket
import threading
import time
from typing import Self

from ictdesk.desk.mailboxes import connection
from tests.server import PATIENCE


class Talker:
    """Takes one connection in the clear; between two pieces the reader has time to read the first."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(PATIENCE)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(PATIENCE)
        self._listening.close()

    def client(self) -> connection.Client:
        """Greeted, and nothing else said."""
        port = self._listening.getsockname()[1]
        return connection.Client("127.0.0.1", port=port, ssl=False, timeout=PATIENCE)

    def _serve(self) -> None:
        line, _address = self._listening.accept()
        with line, line.makefile("rb") as lines:
            line.settimeout(PATIENCE)
            line.sendall(b"* OK here\r\n")
            for said in lines:
                tag, _space, word = said.strip().partition(b" ")
                if word == b"IDLE":
                    waiting = tag
                    for piece in self._pieces:
                        line.sendall(piece)
                        time.sleep(0.2)  # the pieces are not to travel together
                    continue
                answers = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n"}
                tag = waiting if tag == b"DONE" else tag
                line.sendall(answers.get(word, b"") + tag + b" OK done\r\n")
