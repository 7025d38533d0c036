"""`./desk bench inbox`: the first paint of an inbox with many conversations, and how fast the keys are."""

import argparse
import json
import statistics
import time
from pathlib import Path
from typing import Any

from bench import crowd, keys
from bench.installation import Installation

WARM = 10
LISTS = (
    "mine/",
    "unassigned/",
    "all/",
    "all/?sort=waiting",
    "all/?tag=vip",
    "all/?status=any",
    "mentions/?status=any",
)


def main() -> None:
    """Seeds, measures and prints; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=50_000)
    parser.add_argument("--open", type=float, default=0.1, help="share of them that is open")
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--json", default="")
    arguments = parser.parse_args()
    with Installation() as installation:
        house = crowd.found(installation)
        started = time.perf_counter()
        crowd.fill(installation, house, arguments.conversations, arguments.open)
        print(f"{arguments.conversations:,} conversations seeded in {time.perf_counter() - started:.0f} s")
        figures: dict[str, Any] = {"pages": pages(house, arguments.runs)}
        if not arguments.no_browser:
            figures["keys"] = keys.measure(installation, house)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


def pages(house: crowd.House, runs: int) -> dict[str, dict[str, float]]:
    """Server time and queries of each list's page, through the whole of Django, without a network."""
    client = crowd.client(house)
    found = {}
    print(f"{'first paint':32}{'p50':>9}{'p99':>9}{'queries':>9}")
    for place in LISTS:
        path = f"/desk/{house.slug}/inbox/{place}"
        times = crowd.times(client, path, runs, WARM)
        figures = {
            "p50": statistics.median(times),
            "p99": statistics.quantiles(times, n=100)[-1],
            "queries": crowd.queries(lambda path=path: client.get(path)),  # type: ignore[misc]
        }
        found[place] = figures
        print(f"{place:32}{figures['p50']:6.1f} ms{figures['p99']:6.1f} ms{figures['queries']:9.0f}")
    return found


if __name__ == "__main__":
    main()
