"""`./desk bench time`: retention over long-solved threads while chat goes on, what the trail costs, how long its proof takes."""

import argparse
import asyncio
import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import batched
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench import chat, crowd, delivery
from bench.installation import Installation
from bench.pour import Columns, Tickets, columns_of, pour

EACH = 10
"""Messages in a thread."""
RATE = 50
"""Messages that visitors send a second, over all chats."""
PAST = timedelta(days=3 * 366)
ACTS = 500
FIRST = 3


def main() -> None:
    """Seeds, measures and prints; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument(
        "--no-words", action="store_true", help="without the words by which messages are found"
    )
    parser.add_argument("--json", default="")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {}
    with Installation() as installation:
        house = found(installation)
        if arguments.messages:
            seed(installation, house, arguments.messages, words=not arguments.no_words)
            figures["retention"] = retention(installation, house, arguments.turns)
        figures["act"] = act(house)
        if arguments.entries:
            figures["log"] = trail(installation, house, arguments.entries)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


def found(installation: Installation) -> crowd.House:
    """The workspace of the chats is the one whose threads end."""
    import django

    django.setup()
    from ictdesk.desk.workspaces.models import Tag, Team
    from ictdesk.kernel.tenancy import workspace_scope

    house = delivery.workspace(installation)
    with workspace_scope(house.id):
        Team.objects.create(name="Parcels")
        Tag.objects.bulk_create([Tag(name="vip"), Tag(name="bug")])
    return house


def seed(installation: Installation, house: crowd.House, messages: int, *, words: bool) -> None:
    """Threads whose time was over some months ago, nine of ten of them solved."""
    from bench.rights import find_words
    from ictdesk.kernel import clock
    from ictdesk.kernel.tenancy import workspace_scope
    from ictdesk.kernel.vault import keyring

    started, contacts = time.perf_counter(), []
    count = messages // EACH
    for piece in batched(range(min(crowd.CONTACTS, count)), crowd.PIECE):
        with workspace_scope(house.id):
            contacts += list(crowd.make_contacts(piece))
    with workspace_scope(house.id):
        tickets = Tickets(installation, house, random.Random(7))
        keys = keyring.subject_keys({subject for _, subject in contacts})
    for piece in batched(range(count), crowd.PIECE):
        with workspace_scope(house.id):
            rows = list(tickets.rows(contacts, piece, 0.0, clock.now() - PAST - crowd.SPAN))
        for row, _ in rows:
            row |= {"last_seq": EACH, "last_public_seq": EACH}
        tickets.pour(rows)
        pour(
            installation,
            "message",
            (one for _, first in rows for one in further(house, keys[first["subject_id"]], first)),
        )
    if words:
        find_words(house)
    crowd.settle()
    print(
        f"{count * EACH:,} messages in {count:,} threads seeded in {time.perf_counter() - started:.0f} s",
        flush=True,
    )


def further(house: crowd.House, key: Any, first: Columns) -> Iterator[Columns]:
    """The thread's other messages, each sealed for its own place."""
    from ictdesk.kernel.ids import new_id
    from ictdesk.kernel.vault import cipher

    for seq in range(2, EACH + 1):
        id_ = new_id()
        body = cipher.seal(key, b"Thank you, that helped.", cipher.place(house.id, "message", "body", id_))
        yield first | {"id": id_, "seq": seq, "public_seq": seq, "client_id": uuid4(), "body": body}


def retention(installation: Installation, house: crowd.House, turns: int) -> dict[str, Any]:
    """Chat alone and chat beside the run, in turns. The run is killed after each turn and goes on in the next."""
    from django.db import connections

    server = installation.serve()
    tokens, session = chat.visitors(installation, delivery.CHATS), delivery.cookie(house)
    connections.close_all()

    def said() -> list[float]:
        return sorted(asyncio.run(delivery.run(installation, house.slug, session, tokens, RATE)))

    said()  # the first does not count
    times: dict[str, list[list[float]]] = {"alone": [], "beside": []}
    for _ in range(turns):
        times["alone"].append(said())
        run = begin(house)
        before = left(house)
        times["beside"].append(said())
        assert run.is_alive(), "nothing was left to end: take more messages"
        run.kill()
        run.join()
        assert left(house) < before
    installation.end(server)
    found = {name: middle(rows) for name, rows in times.items()}
    for name, (p50, p99) in found.items():
        print(
            f"{f'chat {name}, send to socket at {RATE}/s':52} p50 {p50:6.2f} ms  p99 {p99:6.2f} ms",
            flush=True,
        )
    ratio = found["beside"][1] / found["alone"][1]
    print(f"{'p99 beside : alone':52} {ratio:.2f}", flush=True)
    return found | {"ratio": ratio} | the_rest(house)


def middle(rows: list[list[float]]) -> tuple[float, float]:
    """Medians over the turns of p50 and p99, in milliseconds."""
    p50 = statistics.median(row[len(row) // 2] for row in rows) * 1000
    p99 = statistics.median(row[len(row) * 99 // 100] for row in rows) * 1000
    return p50, p99


def begin(house: crowd.House) -> Any:
    """A process that runs retention, as the worker does."""
    context = multiprocessing.get_context("spawn")
    made = context.Process(target=end_threads, args=(str(house.id),), daemon=True)
    started = left(house)
    made.start()
    while left(house) == started:
        time.sleep(0.05)
    return made


def end_threads(workspace: str, *, paced: bool = True) -> None:
    from uuid import UUID

    import django

    django.setup()
    from ictdesk.kernel.jobs import giving_way
    from ictdesk.privacy.retention import running

    if paced:
        giving_way.give_way()
    while not running.run(UUID(workspace), "conversations", running.Pace() if paced else None):
        pass


def left(house: crowd.House) -> int:
    from ictdesk.desk.conversations.models import Conversation
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        return int(Conversation.objects.count())


def the_rest(house: crowd.House) -> dict[str, float]:
    """What the turns left, with nothing beside it and without rests."""
    before, started = left(house), time.perf_counter()
    context = multiprocessing.get_context("spawn")
    run = context.Process(target=end_threads, args=(str(house.id),), kwargs={"paced": False})
    run.start()
    run.join()
    took, gone = time.perf_counter() - started, before - left(house)
    print(
        f"{'ended alone':52} {gone * EACH / took:,.0f} messages/s, {gone:,} threads in {took:.0f} s",
        flush=True,
    )
    return {"messages_per_second": gone * EACH / took, "threads": gone, "seconds": took}


def act(house: crowd.House) -> dict[str, float]:
    """What a record adds to its command's transaction, beside the same transaction without it, in turns."""
    from ictdesk.kernel.actor import Member
    from ictdesk.kernel.audit.record import record
    from ictdesk.kernel.tenancy import workspace_scope

    owner, one = Member(house.ada.row.id, "owner", ""), uuid4()
    ways: dict[str, Callable[[], None]] = {
        "without": lambda: None,
        "with": lambda: record(owner, "tag.added", "conversation", one, tag="vip"),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ACTS + FIRST):
        for name, way in ways.items():
            started = time.perf_counter()
            with workspace_scope(house.id):
                change()
                way()
            if turn >= FIRST:
                times[name].append(time.perf_counter() - started)
    found = {name: statistics.median(row) * 1000 for name, row in times.items()}
    print(
        f"{'an act: transaction without, with its record':52} {found['without']:.2f} ms  {found['with']:.2f} ms",
        flush=True,
    )
    return found


def change() -> None:
    """The act itself: one row that changes."""
    from ictdesk.desk.workspaces.models import Tag

    Tag.objects.filter(name="vip").update(name="vip")


def trail(installation: Installation, house: crowd.House, entries: int) -> dict[str, float]:
    """A log of so many: their places, the look through all of it here, and the file that is verified elsewhere."""
    from ictdesk.kernel.audit import checking, checkpoints, file, log, offline
    from ictdesk.kernel.tenancy import workspace_scope
    from ictdesk.kernel.vault import signing

    with workspace_scope(house.id):
        log.sequence(everything=True)
        had = log.size()
    pour(installation, "audit_record", records(house, entries - had))
    crowd.settle()
    found: dict[str, float] = {}

    def timed(what: str, way: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        got = way()
        found[what] = took = time.perf_counter() - started
        print(f"{f'{what}, {entries:,} entries':52} {took:.0f} s, {entries / took:,.0f} /s", flush=True)
        return got

    with workspace_scope(house.id):
        timed("given their places", lambda: log.sequence(everything=True))
        timed("signed", checkpoints.make)
    with workspace_scope(house.id):
        assert timed("read through in the database", checking.check).whole
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log.jsonl").open("w+b") as kept:
        timed("written as a file", lambda: kept.writelines(file.written(house.id)))
        kept.seek(0)
        assert timed("verified from the file", lambda: offline.verify(kept, signing.public_key())).whole
    return found


def records(house: crowd.House, count: int) -> Iterator[Columns]:
    """Acts as commands write them."""
    import secrets

    from ictdesk.kernel import clock
    from ictdesk.kernel.audit.models import AuditRecord
    from ictdesk.kernel.ids import new_id

    pattern = columns_of(
        AuditRecord(
            workspace_id=house.id,
            at=clock.now(),
            actor_kind="member",
            actor_id=house.ada.row.id,
            action="conversation.assigned",
            object_kind="conversation",
            facts={"to": "member"},
        )
    )
    for _ in range(count):
        yield pattern | {"id": new_id(), "object_id": uuid4(), "salt": secrets.token_bytes(32)}


if __name__ == "__main__":
    main()
