"""`./desk bench chat`: messages a second and their times, beside the floors, in one run on one machine."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import urllib.request
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import psycopg

from bench import delivery, floor, idle, load, page, start
from bench.installation import ORIGIN, Installation, free_port, wait_for

WRITERS = (1, 8, 32)
UVICORN = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning")
TEXT = "Hello, the blue kettle that I ordered last week has no lid. Could you send me one, please?"

type Table = dict[str, dict[int, load.Figures]]


def main() -> None:
    """Measures and prints; `--json FILE` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", default="")
    parser.add_argument("--only", choices=["start", "page", "sends", "delivery", "idle"], default="")
    arguments = parser.parse_args()
    figures: dict[str, object] = {}
    if arguments.only in ("", "start"):
        figures["start"] = start.measure()
    with Installation() as installation:
        if arguments.only in ("", "page"):
            figures["page"] = page.measure(installation)
        if arguments.only in ("", "sends"):
            figures["sends"] = sends(installation, arguments.seconds, arguments.runs)
        if arguments.only in ("", "delivery"):
            figures["delivery"] = delivery.measure(installation)
        if arguments.only in ("", "idle"):
            figures["idle"] = idle.measure(installation)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")


def sends(installation: Installation, seconds: float, runs: int) -> dict[str, object]:
    """Product and floors in turn, `runs` times; the median run of each is shown."""
    table: dict[str, dict[int, list[load.Figures]]] = {}
    for _ in range(runs):
        for name, rows in one_round(installation, seconds).items():
            for writers, found in rows.items():
                table.setdefault(name, {}).setdefault(writers, []).append(found)
    median = {
        name: {n: sorted(found, key=lambda f: f.per_second)[len(found) // 2] for n, found in rows.items()}
        for name, rows in table.items()
    }
    show(median)
    return {name: {n: asdict(found) for n, found in rows.items()} for name, rows in median.items()}


def one_round(installation: Installation, seconds: float) -> Table:
    table: Table = {}
    with psycopg.connect(os.environ["ICTDESK_OWNER_CELL_EU_DSN"], autocommit=True) as owner:
        owner.execute(floor.SET_UP)
    for mode in ("plain", "rls"):
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "bench.floor:application", "--port", str(port), *UVICORN],
            env=os.environ | {"FLOOR": mode},
        )
        wait_for(f"http://127.0.0.1:{port}/readyz")
        table[f"floor {mode}"] = measure(port, lambda _: load.post("/", body()), seconds)
        server.terminate()
        server.wait(20)
    with psycopg.connect(os.environ["ICTDESK_OWNER_CELL_EU_DSN"], autocommit=True) as owner:
        owner.execute(
            "drop table floor_plain; drop table floor_rls"
        )  # the product refuses to start beside them
    product = installation.serve()
    tokens = visitors(installation, max(WRITERS))
    table["product"] = measure(
        installation.port, lambda writer: load.post("/rt/v1/messages", body(), tokens[writer]), seconds
    )
    installation.end(product)
    return table


def measure(port: int, make: load.MakeRequest, seconds: float) -> dict[int, load.Figures]:
    return {writers: asyncio.run(load.run(port, writers, make, seconds)) for writers in WRITERS}


def body() -> bytes:
    return json.dumps({"client_id": str(uuid4()), "body": TEXT}).encode()


def visitors(installation: Installation, count: int) -> list[str]:
    """Tokens of visitors who have written their first message."""
    key = delivery.workspace(installation).inbox.widget_key
    tokens = []
    for _ in range(count):
        token = str(call(installation, "/rt/v1/sessions", {"key": key})["token"])
        call(installation, "/rt/v1/messages", {"client_id": str(uuid4()), "body": "Hello"}, token)
        tokens.append(token)
    # What autovacuum does within a minute of the first messages: statistics, after which plans are made anew.
    with psycopg.connect(os.environ["ICTDESK_OWNER_CELL_EU_DSN"], autocommit=True) as owner:
        owner.execute("analyze")
    return tokens


def call(installation: Installation, path: str, body: object, token: str = "") -> dict[str, object]:
    headers = {"Content-Type": "application/json", "Origin": ORIGIN, "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(installation.url + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, object] = json.load(answer)
    return found


def show(table: Table) -> None:
    print(f"{'acknowledged messages/s':26}" + "".join(f"{n:>9} writers" for n in WRITERS))
    for name, rows in table.items():
        print(f"{name:26}" + "".join(f"{rows[n].per_second:17,.0f}" for n in WRITERS))
        print(f"{'  p50 / p99 ms':26}" + "".join(f"{rows[n].p50:9.2f} /{rows[n].p99:6.2f}" for n in WRITERS))
        if any(rows[n].errors for n in WRITERS):
            print(f"  errors: {[rows[n].errors for n in WRITERS]}")
    for name in ("floor rls", "floor plain"):
        ratios = [table["product"][n].per_second / table[name][n].per_second for n in WRITERS]
        print(f"{'product : ' + name:26}" + "".join(f"{ratio:16.2f}x" for ratio in ratios))


if __name__ == "__main__":
    main()
