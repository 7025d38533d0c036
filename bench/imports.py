"""`./desk bench imports`: how fast an export of Zendesk comes in, and how much memory that takes."""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import crowd
from bench.installation import Installation

SAID = 4
"""Comments of each ticket, of 40 words."""


def main() -> None:
    """Writes an export, imports it as an operator would, imports it again, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=50_000)
    arguments = parser.parse_args()
    with Installation() as installation, tempfile.TemporaryDirectory() as folder:
        house = crowd.found(installation)
        write(Path(folder), arguments.tickets)
        command = [sys.executable, "-m", "ictdesk", "import", "zendesk", folder, "--workspace", house.slug]
        for name in ("first run", "again"):
            begun = time.perf_counter()
            subprocess.run(command, check=True, env=os.environ, cwd=folder)
            took = time.perf_counter() - begun
            # The most that any child took so far: the import is the largest.
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{name}: {took:.0f} s, {arguments.tickets / took:.0f} tickets/s, at most {most:.0f} MB")


def write(folder: Path, count: int) -> None:
    """Tickets with their comments, by a tenth as many people."""
    dice = random.Random(7)
    words = crowd.WORDS.split() + [f"word{n}" for n in range(2_000)]
    people = max(1, count // 10)
    with (folder / "users.ndjson").open("w", encoding="utf-8") as out:
        for n in range(people):
            user = {"id": n, "name": f"Person {n}", "email": f"p{n}@mail.example", "role": "end-user"}
            out.write(json.dumps(user) + "\n")
    with (folder / "tickets.ndjson").open("w", encoding="utf-8") as out:
        for n in range(count):
            at = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}T10:00:00Z"
            said = [
                {
                    "id": n * SAID + turn,
                    "author_id": n % people,
                    "body": " ".join(dice.choices(words, k=40)),
                    "public": turn != 1,
                    "created_at": at,
                }
                for turn in range(SAID)
            ]
            row = {"id": n, "requester_id": n % people, "created_at": at, "status": "closed", "tags": ["old"]}
            out.write(json.dumps({**row, "subject": f"Ticket {n}", "comments": said}) + "\n")


if __name__ == "__main__":
    main()
