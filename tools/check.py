"""`./desk check`: everything that can be said about the code without running the product.

Two checks run at a time; what fails prints its whole output, what passes one line.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.surroundings import ROOT, throw_away

PYTHON = sys.executable
DJANGOFMT = str(Path(PYTHON).parent / "djangofmt")
AT_ONCE = 2


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    seconds: float
    output: str


def checks() -> list[Check]:
    """The longest first, so that the short ones fill the second place."""
    found = [
        Check("types", [PYTHON, "-m", "mypy"]),
        Check("format", [PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."]),
        Check("lint", [PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."]),
        Check("layers", [PYTHON, "-m", "tools.layers"]),
        Check("sizes", [PYTHON, "-m", "tools.sizes"]),
        Check("translations", [PYTHON, "-m", "tools.translations", "--check"]),
        Check("system checks", [PYTHON, "-m", "django", "check", "--fail-level", "WARNING"]),
        Check("migrations", [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"]),
        Check("front-end types", [PYTHON, "hatch_build.py", "run", "check"]),
        Check("generated types", [PYTHON, "hatch_build.py", "run", "types:check"]),
    ]
    pages = templates()
    if pages:
        found += [
            Check("template format", [DJANGOFMT, "--check", *pages]),
            Check("templates", [DJANGOFMT, "check", *pages]),
        ]
    return found


def templates() -> list[str]:
    return [str(file) for file in sorted((ROOT / "src").glob("**/templates/**/*.html"))]


def run(check: Check, environment: dict[str, str]) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return Outcome(check.name, done.returncode == 0, time.monotonic() - began, done.stdout + done.stderr)


def main() -> int:
    with throw_away() as environment, ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = []
        for outcome in pool.map(lambda check: run(check, environment), checks()):
            outcomes.append(outcome)
            print(
                f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.name} ({outcome.seconds:.1f} s)", flush=True
            )
            if not outcome.passed:
                print(outcome.output, flush=True)
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    print(f"check: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
