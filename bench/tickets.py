"""`./desk bench tickets`: how many are made a second, how long lists and search take as they grow."""

import argparse
import json
import multiprocessing
import statistics
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bench import crowd
from bench.installation import Installation

WARM = 5
LISTS = (
    "kind=ticket",
    "kind=ticket&sort=due",
    "kind=ticket&sort=waiting",
    "kind=ticket&status=any",
    "kind=ticket&priority=urgent",
)
SEARCHES = {"common": "parcel", "two words": "kettle refund", "rare": "4711"}


def main() -> None:
    """Seeds, measures and prints; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 50_000])
    parser.add_argument("--open", type=float, default=0.1, help="share of them that is open")
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--made", type=int, default=400, help="tickets for each count of writers")
    parser.add_argument("--json", default="")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {"lists": {}}
    with Installation() as installation:
        house = crowd.found(installation)
        had = 0
        for size in sorted(arguments.sizes):
            crowd.fill(house, size - had, arguments.open, tickets_from=had + 1)
            had = size
            figures["lists"][size] = lists(house, size, arguments.runs)
        figures["search"] = search(house, arguments.runs)
        figures["made"] = {n: made(house, n, arguments.made) for n in arguments.writers}
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


def lists(house: crowd.House, size: int, runs: int) -> dict[str, dict[str, float]]:
    """Time and statements of the API's first page of each list, through the whole of Django, without a network."""
    client = crowd.client(house)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    print(f"{f'lists of {size:,} tickets':34}{'p50':>9}{'p95':>9}{'queries':>9}")
    return {words: timed(client, f"/api/v1/conversations?{words}", runs) for words in LISTS}


def search(house: crowd.House, runs: int) -> dict[str, dict[str, float]]:
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
    client = crowd.client(house)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    print(f"{f'search over {len(ids):,} messages':34}{'p50':>9}{'p95':>9}{'queries':>9}")
    return {name: timed(client, f"/api/v1/search?q={said}", runs) for name, said in SEARCHES.items()}


def timed(client: Any, path: str, runs: int) -> dict[str, float]:
    """In milliseconds."""
    times = crowd.times(client, path, runs, WARM)
    figures = {
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "queries": crowd.queries(lambda: client.get(path)),
    }
    name = path.partition("?")[2]
    print(f"{name:34}{figures['p50']:6.1f} ms{figures['p95']:6.1f} ms{figures['queries']:9.0f}")
    return figures


def made(house: crowd.House, writers: int, count: int) -> float:
    """Tickets a second, by so many processes that run the product's command in one workspace."""
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    contact = some_contact(house)
    connections.close_all()
    each = count // writers
    workers = [context.Process(target=make, args=(house.id, contact, each)) for _ in range(writers)]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    took = time.perf_counter() - started
    assert all(worker.exitcode == 0 for worker in workers)
    print(f"{f'made by {writers} at once':34}{each * writers / took:6.0f} /s")
    return each * writers / took


def some_contact(house: crowd.House) -> UUID:
    from ictdesk.desk.contacts.models import Contact
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        found: UUID = Contact.objects.values_list("id", flat=True)[0]
    return found


def make(workspace: UUID, contact_id: UUID, count: int) -> None:
    """In a process of its own."""
    from ictdesk.desk.contacts.models import Contact
    from ictdesk.desk.conversations import commands
    from ictdesk.desk.workspaces.models import Inbox
    from ictdesk.kernel.actor import System
    from ictdesk.kernel.tenancy import workspace_scope

    us = System("bench")
    for n in range(count):
        with workspace_scope(workspace):
            commands.start_for(
                actor=us,
                contact=Contact.objects.get(id=contact_id),
                inbox=Inbox.objects.all()[0],
                client_id=uuid4(),
                text=f"The kettle leaks, case {n}",
                subject="Kettle",
                ticket=True,
            )


if __name__ == "__main__":
    main()
