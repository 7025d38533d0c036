"""`./desk bench tickets`: how many are made a second over HTTP, how long lists and search take as they grow."""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil

from bench import crowd, load
from bench.installation import Installation

WARM = 10
SEARCHED = 50_000
"""Search is measured once so many messages are there."""
LISTS = (
    "kind=ticket",
    "kind=ticket&sort=due",
    "kind=ticket&sort=waiting",
    "kind=ticket&status=any",
    "kind=ticket&priority=urgent",
)
SEARCHES = {"common": "parcel", "two words": "kettle refund", "rare": "4711"}
SCOPES = ("conversations:read", "conversations:write", "contacts:read", "search:read")
ASKED = 500
"""How many contacts the new tickets are of."""


def main() -> None:
    """Seeds, measures and prints; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 50_000, 500_000])
    parser.add_argument("--open", type=float, default=0.1, help="share of them that is open")
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--json", default="")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {"lists": {}, "made": {}}
    with Installation() as installation:
        house, busy = crowd.found(installation), crowd.found(installation, "busy")
        crowd.fill(installation, busy, ASKED, 0.0, tickets_from=1)
        client = program(house)
        had = 0
        for size in sorted(arguments.sizes):
            started = time.perf_counter()
            crowd.fill(installation, house, size - had, arguments.open, tickets_from=had + 1)
            print(f"{size - had:,} tickets seeded in {time.perf_counter() - started:.0f} s", flush=True)
            figures["lists"][size] = lists(client, size, arguments.runs)
            if "search" not in figures and size >= min(SEARCHED, max(arguments.sizes)):
                figures["search"] = search(house, client, arguments.runs)
            # In a workspace of its own: a list whose newest hour holds a month's tickets is nobody's.
            figures["made"][size] = made(installation, busy, arguments.writers, arguments.seconds)
            had = size
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


def program(house: crowd.House) -> Any:
    """A program with a key, in this process: all of Django, no network."""
    from django.test import Client

    return Client(headers={"Authorization": f"Bearer {secret(house)}", "Host": "127.0.0.1"})


def secret(house: crowd.House) -> str:
    from ictdesk.desk.people import commands
    from ictdesk.kernel.actor import Member
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        owner = Member(house.ada.row.id, "owner", "")
        _, key = commands.make_api_key(actor=owner, name=uuid4().hex, scopes=SCOPES)
    return key


def lists(client: Any, size: int, runs: int) -> dict[str, dict[str, float]]:
    """Time and statements of the API's first page (50 rows) of each list."""
    print(f"{f'lists of {size:,} tickets':34}{'least':>9}{'p50':>9}{'p95':>9}{'queries':>9}")
    return {words: timed(client, f"/api/v1/conversations?{words}", runs) for words in LISTS}


def search(house: crowd.House, client: Any, runs: int) -> dict[str, dict[str, float]]:
    """The same of a search over all messages."""
    from ictdesk.desk.conversations import search as words
    from ictdesk.desk.conversations.models import Message
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        ids = list(Message.objects.values_list("id", flat=True))
    for begin in range(0, len(ids), crowd.PIECE):
        with workspace_scope(house.id):
            words.index(ids[begin : begin + crowd.PIECE])
    crowd.settle()
    print(f"{f'search over {len(ids):,} messages':34}{'least':>9}{'p50':>9}{'p95':>9}{'queries':>9}")
    return {name: timed(client, f"/api/v1/search?q={said}", runs) for name, said in SEARCHES.items()}


def timed(client: Any, path: str, runs: int) -> dict[str, float]:
    """In milliseconds."""
    times = crowd.times(client, path, runs, WARM)
    figures = {
        "least": min(times),
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "queries": crowd.queries(lambda: client.get(path)),
    }
    name = path.partition("?")[2]
    print(
        f"{name:34}{figures['least']:6.1f} ms{figures['p50']:6.1f} ms{figures['p95']:6.1f} ms{figures['queries']:9.0f}"
    )
    return figures


def made(
    installation: Installation, house: crowd.House, writers: list[int], seconds: float
) -> dict[str, dict[str, Any]]:
    """Tickets a second through the server, each writer waiting for its answer: the hot path, and Django's beside it."""
    from django.db import connections

    ways = {"made": request(house, secret(house)), "made by Django": request(house, secret(house), slow=True)}
    connections.close_all()
    server = installation.serve()
    found: dict[str, dict[str, Any]] = {}
    for name, make in ways.items():
        for n in writers:
            before, worked = stored(house), processor(installation)
            figures = asyncio.run(load.run(installation.port, n, make, seconds))
            assert not figures.errors
            new = stored(house) - before
            cost = 1000 * (processor(installation) - worked) / new
            found[f"{name} {n}"] = asdict(figures) | {"stored": new, "processor_ms": cost}
            times = f"p50 / p99 {figures.p50:6.1f} / {figures.p99:5.1f} ms"
            print(
                f"{f'{name}, {n} at once':34}{figures.per_second:6.0f} /s  {times}  processor {cost:5.2f} ms each"
            )
    installation.end(server)
    return found


def processor(installation: Installation) -> float:
    """Seconds that server and database have worked so far: what a ticket costs, however busy the machine is."""
    roots = [*installation.servers, installation.postgres.process]
    found = [psutil.Process(root.pid) for root in roots if root]
    times = [one.cpu_times() for root in found for one in (root, *root.children(recursive=True))]
    return sum(one.user + one.system for one in times) + sum(
        root.cpu_times().children_user + root.cpu_times().children_system for root in found
    )


def request(house: crowd.House, key: str, *, slow: bool = False) -> Callable[[int], bytes]:
    """Makes calls for new tickets. Those with a key to repeat them by are Django's."""
    from ictdesk.desk.contacts.models import Contact
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        contacts = [str(id_) for id_ in Contact.objects.values_list("id", flat=True)[:ASKED]]
    numbers = count()
    common = {"inbox_id": str(house.inbox.id), "subject": "Kettle", "ticket": True}

    def make(_writer: int) -> bytes:
        n = next(numbers)
        own = {"contact_id": contacts[n % len(contacts)], "client_id": str(uuid4())}
        body = json.dumps(common | own | {"body": f"The kettle leaks, case {n}"}).encode()
        plain = load.post("/api/v1/conversations", body, key)
        again = b"Idempotency-Key: %s\r\nContent-Type" % uuid4().hex.encode()
        return plain.replace(b"Content-Type", again, 1) if slow else plain

    return make


def stored(house: crowd.House) -> int:
    """How many tickets there are: what was acknowledged is among them."""
    from ictdesk.desk.conversations.models import TicketCounter
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        return int(TicketCounter.objects.get().last)


if __name__ == "__main__":
    main()
