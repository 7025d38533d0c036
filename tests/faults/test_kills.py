"""A short run of the fault bench: the parts are killed while people talk. `./desk bench faults` is the long one."""

import json
import os
import subprocess
import sys

import pytest

SECONDS = 240


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_parts_are_killed() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
    done = subprocess.run(
        [sys.executable, "-m", "bench.faults", "--kills", "6", "--seed", "3"],
        check=False, capture_output=True, text=True, env=environment, timeout=SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    found = json.loads(done.stdout)
    assert sum(found["kills"].values()) >= 5
    assert found["acknowledged"] > 50
    assert [found[name] for name in ("lost", "duplicated", "holes", "inversions", "unshown")] == [0] * 5
