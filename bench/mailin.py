"""`./desk bench mailin`: mails come in, one in ten made to harm, while listener, worker and database are killed.

Senders come again until they hear yes, as mail servers do. Each mail must be stored as it came, become one
conversation, and no good one may wait longer than a minute; the memory of the worker is printed.
"""

import argparse
import json
import random
import smtplib
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import psutil

from bench.installation import Installation
from bench.mail_parts import Worker

VICTIMS = ("listener", "worker", "postgres")
SENDERS = 4
PATIENCE = 600.0
LONGEST_WAIT = 60.0


@dataclass
class Told:
    """Which mails were said yes to, and when."""

    at: dict[int, float] = field(default_factory=dict)
    again: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hurry", action="store_true", help="no half minute for each killed worker's jobs")
    arguments = parser.parse_args()
    found = run(arguments.mails, arguments.kills, arguments.seed, hurry=arguments.hurry)
    print(json.dumps(found, indent=1))
    late = found["longest_wait_of_a_good_mail"] > LONGEST_WAIT
    sys.exit(late or any(found[name] for name in ("lost", "doubled", "not_taken_in", "without_conversation")))


def run(mails: int, kills: int, seed: int, *, hurry: bool) -> dict[str, Any]:
    """The whole run; returns the figures."""
    with Installation() as installation:
        import django

        django.setup()
        from tests.mail.desk import MailDesk
        from tests.mail.listener import Listener
        from tests.world import make_house

        house = make_house("mailin", {"ada": ("Ada Okafor", "agent")})
        chance = random.Random(seed)
        with Listener() as listener:
            desk = MailDesk(house, listener)
            letters = corpus(desk, mails, chance)
            worker = Worker(installation, hurry=hurry)
            try:
                told, memory = story(installation, desk, worker, letters, kills, chance)
            finally:
                worker.end()
            return verdict(desk, letters, told) | {"kills": kills, "worker_peak_mb": memory}


def corpus(desk: Any, mails: int, chance: random.Random) -> list[tuple[bool, bytes]]:
    """Good ones and hostile ones, mixed; whether each is good."""
    from email import policy

    from tests.mail.hostile import HOSTILE

    hostile = list(HOSTILE.values())
    made = [(False, different(hostile[n % len(hostile)], n)) for n in range(mails // 10)]
    for number in range(mails - len(made)):
        letter = desk.letter(
            f"Where is parcel {number}?",
            From=f"max{number}@mail.example",
            Message_ID=f"<{number}@mail.example>",
        )
        made.append((True, letter.as_bytes(policy=policy.SMTP)))
    chance.shuffle(made)
    return made


def different(raw: bytes, number: int) -> bytes:
    """A mail that was not sent yet, from somebody who has not written yet."""
    return raw.replace(b"eve@", b"eve%d@" % number, 1) + b"%d\r\n" % number


def story(
    installation: Installation,
    desk: Any,
    worker: Worker,
    letters: list[tuple[bool, bytes]],
    kills: int,
    chance: random.Random,
) -> tuple[Told, int]:
    """Sends, kills, and waits until all are taken in."""
    told, waiting, peak = Told(), list(enumerate(letters)), 0
    senders = [threading.Thread(target=send, args=(desk, waiting, told), daemon=True) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for number in range(kills):
        share = len(letters) * (number + 1) // (kills + 1)
        while len(told.at) < share:
            time.sleep(0.01)
        kill(VICTIMS[number % 3], installation, desk, worker)
        peak = max(peak, memory_of(worker))
    for sender in senders:
        sender.join()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(one.state == "new" for one in desk.received()):
        worker.look_after()
        peak = max(peak, memory_of(worker))
        time.sleep(0.3)
    return told, peak


def send(desk: Any, waiting: list[tuple[int, tuple[bool, bytes]]], told: Told) -> None:
    """One sender: each mail again and again until yes."""
    while waiting:
        try:
            number, (_, raw) = waiting.pop(0)
        except IndexError:
            return
        while number not in told.at:
            try:
                desk.listener.send(raw, to=desk.address)
            except (OSError, smtplib.SMTPException):
                told.again += 1
                time.sleep(0.05)
            else:
                told.at[number] = time.time()


def kill(victim: str, installation: Installation, desk: Any, worker: Worker) -> None:
    """SIGKILL, then a new start, as a supervisor would do it."""
    from django.db import connections

    if victim == "postgres":
        installation.postgres.kill()
        installation.postgres.start()
        connections.close_all()
    elif victim == "worker":
        worker.kill()
        worker.again()
    else:
        desk.listener.kill()
        desk.listener.start()


def memory_of(worker: Worker) -> int:
    """Megabytes now."""
    try:
        return int(psutil.Process(worker.process.pid).memory_info().rss // 1024**2)
    except (psutil.Error, subprocess.SubprocessError):
        return 0


def verdict(desk: Any, letters: list[tuple[bool, bytes]], told: Told) -> dict[str, Any]:
    """Compares what was sent with what is there, and when it was there."""
    from ictdesk.desk.conversations.models import Message
    from ictdesk.kernel.blobs import store
    from ictdesk.kernel.blobs.models import Blob
    from ictdesk.kernel.tenancy import workspace_scope

    received = desk.received()
    with workspace_scope(desk.house.id):
        raw = {b"".join(store.read(Blob.objects.find(id=one.blob_id))) for one in received}
        said = dict(Message.objects.filter(note=False).values_list("conversation_id", "created_at"))
        waits = [
            (said[one.conversation_id] - one.created_at).total_seconds()
            for one in received
            if one.conversation_id in said and one.reason != "unreadable"
        ]
    return {
        "mails": len(letters),
        "sent_again": told.again,
        "lost": sum(one not in raw for _, one in letters),
        "doubled": len(received) - len(raw),
        "not_taken_in": sum(one.state != "taken" for one in received),
        "without_conversation": len(letters) - len({one.conversation_id for one in received}),
        "unreadable": sum(one.reason == "unreadable" for one in received),
        "longest_wait_of_a_good_mail": round(max(waits, default=0), 1),
    }


if __name__ == "__main__":
    main()
