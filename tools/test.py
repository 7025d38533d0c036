"""`./desk test`: pytest with the arguments given; without any, every test there is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """The worst exit status. pytest comes last, so that its summary is the last line."""
    frontend = 0
    if not arguments:
        frontend = subprocess.run(
            [sys.executable, "hatch_build.py", "test"], check=False, cwd=ROOT
        ).returncode
    # Files named on the command line are relative to where the person stands.
    folder = Path.cwd() if arguments else ROOT
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"--rootdir={ROOT}",
        "-c",
        str(ROOT / "pyproject.toml"),
        *arguments,
    ]
    return max(frontend, subprocess.run(command, check=False, cwd=folder).returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
