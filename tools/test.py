"""`./desk test`: pytest with the arguments given; without any, every test there is, on as many processors as are good for it."""

import json
import subprocess
import sys
from pathlib import Path

from tools import recording

PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
"""Each process has an installation of its own; whoever is done takes over what another has not come to."""
SIDE_BY_SIDE = ("tests/mail", "tests/bootstrap", "tests/sync", "tests/trust")
"""Folders whose tests start programs of their own and mostly wait for them: two files at a time, not more.

A program that starts looks at the ledger of rights of every workspace, so no test that breaks one runs before in the same installation.
"""
TWO = ["-n", "2", "--dist", "loadfile"]
ALONE = ("tests/e2e", "tests/faults", "tests/realtime")
"""Folders whose tests watch how fast something comes, or need the machine to themselves."""
UNSTEADY = 3
"""So many of them may fail once: a machine that stands still for a moment is no fault of theirs."""
ROOT = Path(__file__).resolve().parent.parent
FAILED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"


def main(arguments: list[str]) -> int:
    """The worst exit status. pytest comes last, so that its summary is the last line."""
    if arguments == ["--record"]:
        return recording.record(pytest)
    frontend = 0
    if not arguments:
        frontend = subprocess.run(
            [sys.executable, "hatch_build.py", "test"], check=False, cwd=ROOT
        ).returncode
    if arguments:
        # Files named on the command line are relative to where the person stands.
        return pytest(arguments, Path.cwd())
    apart = [f"--ignore={folder}" for folder in (*SIDE_BY_SIDE, *ALONE)]
    beside = pytest([*PARALLEL, *apart, "tests"], ROOT)
    return max(frontend, beside, once_more([*TWO, *SIDE_BY_SIDE]), once_more([*ALONE]))


def once_more(arguments: list[str]) -> int:
    """The exit status of a run, of which a few may fail once."""
    FAILED.unlink(missing_ok=True)
    status = pytest(arguments, ROOT)
    return again() if status == 1 else status


def again() -> int:
    """The exit status of those that failed, tried once more by themselves and named; 1 without a try if they are many."""
    failed = sorted(json.loads(FAILED.read_text(encoding="utf-8"))) if FAILED.exists() else []
    if not 0 < len(failed) <= UNSTEADY:
        return 1
    print(f"test: UNSTEADY, failed once and tried again: {', '.join(failed)}", flush=True)
    return pytest(["-v", *failed], ROOT)


def pytest(arguments: list[str], folder: Path) -> int:
    """The exit status of a run in a folder."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"--rootdir={ROOT}",
        "-c",
        str(ROOT / "pyproject.toml"),
        *arguments,
    ]
    return subprocess.run(command, check=False, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
