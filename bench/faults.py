"""`./desk bench faults`: the parts are killed while people talk; nothing acknowledged may be lost.

Twenty conversations write 10-20 messages a second and listen; every second or so one of gateway, worker
and PostgreSQL gets SIGKILL. At the end the database is compared with what was acknowledged: lost,
duplicated, holes in the order, and inversions at any listener, all of which must be 0.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import websockets
from websockets.typing import Origin

from bench import delivery
from bench.chat import visitors
from bench.installation import ORIGIN, Installation

CONVERSATIONS = 20
PAUSE = (0.8, 1.8)
VICTIMS = ("gateway", "worker", "postgres")


@dataclass(slots=True)
class Ledger:
    """What was acknowledged, and what each listener was shown."""

    acked: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Client id to conversation and seq."""
    attempted: set[str] = field(default_factory=set)
    shown: list[dict[int, str]] = field(default_factory=list)
    inversions: int = 0
    recoveries: dict[str, list[float]] = field(default_factory=lambda: {victim: [] for victim in VICTIMS})
    hit: tuple[str, float] | None = None

    def ack(self, client_id: str, conversation: str, seq: int) -> None:
        self.acked[client_id] = (conversation, seq)
        if self.hit:
            victim, at = self.hit
            self.recoveries[victim].append(time.monotonic() - at)
            self.hit = None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    found = run(arguments.kills, arguments.seed)
    print(json.dumps(found, indent=1))
    sys.exit(any(found[name] for name in ("lost", "duplicated", "holes", "inversions", "unshown")))


def run(kills: int, seed: int) -> dict[str, Any]:
    """The whole run; returns the figures."""
    with Installation() as installation:
        parts = Parts(installation)
        try:
            house = delivery.workspace(installation).id
            tokens = visitors(installation, CONVERSATIONS)
            ledger = Ledger(shown=[{} for _ in tokens])
            asyncio.run(story(installation, parts, tokens, ledger, kills, random.Random(seed)))
            return verdict(ledger, house)
        finally:
            parts.end()


class Parts:
    """The three processes that are killed, each started again at once."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._gateway = installation.serve()
        self._worker = self._work()
        # One thread for all: the server of a thread that ended would be told to end too.
        self.thread = ThreadPoolExecutor(1)

    def _work(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "ictdesk", "work"])

    def kill(self, victim: str) -> None:
        """SIGKILL, then a new start, as a supervisor would do it."""
        if victim == "postgres":
            self._installation.postgres.kill()
            self._installation.postgres.start()
        elif victim == "worker":
            self._worker.kill()
            self._worker.wait()
            self._worker = self._work()
        else:
            self._installation.servers.remove(self._gateway)
            self._gateway.kill()
            self._gateway.wait()
            self._gateway = self._installation.serve()

    def end(self) -> None:
        self._worker.terminate()
        self._worker.wait(30)


async def story(
    installation: Installation,
    parts: Parts,
    tokens: list[str],
    ledger: Ledger,
    kills: int,
    chance: random.Random,
) -> None:
    """Talks, kills, and waits until every listener has caught up."""
    stop = asyncio.Event()
    url = installation.url.replace("http", "ws") + "/rt/v1/socket"
    listeners = [asyncio.create_task(listen(url, token, ledger, n)) for n, token in enumerate(tokens)]
    writers = [asyncio.create_task(write(installation.url, token, ledger, stop, chance)) for token in tokens]
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(*PAUSE))
        victim = chance.choice(VICTIMS)
        ledger.hit = (victim, time.monotonic())
        await asyncio.get_running_loop().run_in_executor(parts.thread, parts.kill, victim)
        print(f"killed {victim}; acknowledged {len(ledger.acked)}", file=sys.stderr, flush=True)
    stop.set()
    await asyncio.gather(*writers)
    for _ in range(300):
        if sum(map(len, ledger.shown)) >= len(ledger.acked):
            break
        await asyncio.sleep(0.1)
    for task in listeners:
        task.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)


async def write(url: str, token: str, ledger: Ledger, stop: asyncio.Event, chance: random.Random) -> None:
    """One sender: the next message only after the last one's ack, repeated with the same id until then."""
    async with httpx.AsyncClient(
        base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=10
    ) as client:
        while not stop.is_set():
            await asyncio.sleep(chance.uniform(0.5, 2.0))
            client_id = str(uuid4())
            ledger.attempted.add(client_id)
            while True:
                try:
                    answer = await client.post(
                        "/rt/v1/messages",
                        json={"client_id": client_id, "body": f"message {spelled(client_id)}"},
                    )
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
                    continue
                if answer.status_code in (200, 201):
                    found = answer.json()
                    ledger.ack(client_id, found["conversation"], found["seq"])
                    break
                await asyncio.sleep(0.05)


async def listen(url: str, token: str, ledger: Ledger, number: int) -> None:
    """One listener: comes back with its cursor after every break."""
    cursor, shown, newest = "0", ledger.shown[number], 0
    while True:
        try:
            async with websockets.connect(url, origin=Origin(ORIGIN), compression=None) as socket:
                await socket.send(json.dumps({"t": "hello", "token": token, "after": cursor}))
                async for text in socket:
                    event = json.loads(text).get("event", {})
                    cursor = event.get("cursor", cursor)
                    message = event.get("message")
                    if message and message["body"].startswith("message "):
                        ledger.inversions += message["seq"] <= newest or message["seq"] in shown
                        newest = message["seq"]
                        shown[newest] = message["body"]
        except (OSError, websockets.WebSocketException):
            await asyncio.sleep(0.1)


def spelled(client_id: str) -> str:
    """An id in letters: digits could look like a card number, which the product masks."""
    return client_id.translate(LETTERS)


LETTERS = str.maketrans("0123456789", "ghijklmnop")
STORED = """
    select client_id, conversation_id, public_seq from message order by conversation_id, seq
"""


def verdict(ledger: Ledger, house: UUID) -> dict[str, Any]:
    """Compares the ledger with the database, read without the product."""
    with psycopg.connect(os.environ["ICTDESK_CELL_EU_DSN"]) as connection:
        connection.execute("select set_config('ictdesk.workspace', %s, true)", [str(house)])
        rows = connection.execute(STORED).fetchall()
    stored = {str(client_id): (str(conversation), seq) for client_id, conversation, seq in rows}
    by_conversation: dict[str, list[int]] = {}
    for _, conversation, seq in rows:
        by_conversation.setdefault(str(conversation), []).append(seq)
    holes = sum(seqs != list(range(1, len(seqs) + 1)) for seqs in by_conversation.values())
    shown = {body.removeprefix("message ") for texts in ledger.shown for body in texts.values()}
    return {
        "acknowledged": len(ledger.acked),
        "lost": sum(stored.get(client_id) != place for client_id, place in ledger.acked.items()),
        "duplicated": len(rows) - len(stored),
        "holes": holes,
        "inversions": ledger.inversions,
        "unshown": len({spelled(client_id) for client_id in ledger.acked} - shown),
        "kills": {victim: len(times) for victim, times in ledger.recoveries.items()},
        "seconds_to_next_ack": {
            victim: {"median": round(sorted(times)[len(times) // 2], 2), "max": round(max(times), 2)}
            for victim, times in ledger.recoveries.items()
            if times
        },
    }


if __name__ == "__main__":
    main()
