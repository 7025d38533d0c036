"""What both runs of mail under fire need: a worker that is killed, and a mail server that misbehaves."""

import asyncio
import os
import random
import subprocess
import sys
import threading
from collections import Counter
from email import message_from_bytes, policy
from typing import Any, Self, cast

import psycopg
from aiosmtpd.smtp import SMTP

from bench.installation import Installation, free_port

SILENT = "update procrastinate_workers set last_heartbeat = now() - interval '31 seconds'"


ANSWERS = {"250 OK": 74, "451 busy": 8, "421 going down": 4, "cut before": 4, "cut after": 10}


class Worker:
    """`ictdesk work`, killed and started again."""

    def __init__(self, installation: Installation, *, hurry: bool) -> None:
        self._installation, self._hurry = installation, hurry
        self.kills = 0
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "ictdesk", "work"], stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        """SIGKILL; returns when it is gone."""
        self.kills += 1
        self.process.kill()
        self.process.wait()

    def again(self) -> None:
        """A new one. In a hurry half a minute passes at once, after which the dead one's jobs are taken over."""
        if self._hurry:
            with psycopg.connect(os.environ["ICTDESK_OWNER_CELL_EU_DSN"], autocommit=True) as owner:
                owner.execute(SILENT)
        self.process = self._start()

    def look_after(self) -> None:
        """Starts it again if it ended by itself, as a supervisor does: it gives up when the database goes while it starts."""
        if self.process.poll() is not None:
            self.again()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(30)


class BadServer:
    """A mail server that takes, cuts after it took, cuts before, defers, and refuses one mail in twenty for good.

    `accepted` counts every copy that it took, by Message-ID. `fatal` is set at the moment when a mail was
    taken and its sender has not heard so: whoever kills the sender then hits the window.
    """

    def __init__(self, seed: int) -> None:
        self.port = free_port()
        self.accepted: Counter[str] = Counter()
        self.unheard: Counter[str] = Counter()
        self.refused: set[str] = set()
        self.answers: Counter[str] = Counter()
        self.deadly = threading.Event()
        self.fatal = threading.Event()
        self.killed = threading.Event()
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        id_ = str(message_from_bytes(envelope.content, policy=policy.default)["Message-ID"])
        if not id_.startswith("<m."):
            return "250 OK"  # the desk's own mail to its members
        drawn = self._draw(id_)
        self.answers[drawn] += 1
        self.accepted[id_] += drawn in ("250 OK", "cut after")
        self.unheard[id_] += drawn == "cut after"
        if drawn.startswith("cut"):
            cast(asyncio.Transport, server.transport).abort()
        elif drawn == "250 OK" and self.deadly.is_set():
            self.deadly.clear()
            self.killed.clear()
            self.fatal.set()
            came = await asyncio.get_running_loop().run_in_executor(None, self.killed.wait, 60)
            self.unheard[id_] += not came  # whoever was to be killed has gone away by itself
        return drawn

    def _draw(self, id_: str) -> str:
        if id_ in self.refused or (id_ not in self.accepted and self._chance.random() < 0.05):
            self.refused.add(id_)
            return "554 we do not want it"
        return self._chance.choices(list(ANSWERS), list(ANSWERS.values()))[0]

    def __enter__(self) -> Self:
        self._thread.start()
        made = self._loop.create_server(lambda: SMTP(self, loop=self._loop), "127.0.0.1", self.port)
        self._server = asyncio.run_coroutine_threadsafe(made, self._loop).result(20)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
