"""Makes `.venv` from requirements.lock and installs the project into it.

`./desk` runs this with any Python >= 3.12, hence only the standard library. Two runs at once wait
for each other; the one that comes second finds the work done.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "desk.stamp"


def main(fingerprint: str) -> None:
    lock = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if STAMP.exists() and STAMP.read_text() == fingerprint:
            return
        make_environment()
        install_requirements()
        install_project()
        STAMP.write_text(fingerprint)
    finally:
        os.close(lock)


def make_environment() -> None:
    """Keep a working environment, replace a broken one (moved folder, removed Python)."""
    marker = ENVIRONMENT / "desk.root"
    known = marker.exists() and marker.read_text() == str(ROOT)
    if known and subprocess.run([PYTHON, "-c", ""], check=False, capture_output=True).returncode == 0:
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    venv.create(ENVIRONMENT, clear=True, symlinks=True, with_pip=True)
    marker.write_text(str(ROOT))


def install_requirements() -> None:
    """Install the lock file, each file checked against its hash, unless it is in place already."""
    lock = ROOT / "requirements.lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = ENVIRONMENT / "lock.stamp"
    if stamp.exists() and stamp.read_text() == digest:
        return
    say("installing the packages of requirements.lock")
    install("--require-hashes", "--no-deps", "-r", str(lock))
    stamp.write_text(digest)


def install_project() -> None:
    """Build the front end, then install the project itself, editable, if it is not or has changed."""
    say("building the front end")
    if not run(str(PYTHON), "hatch_build.py", "build"):
        raise SystemExit("desk: the front end cannot be built; the reason is in the lines above.")
    digest = hashlib.sha256(
        b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "hatch_build.py"))
    )
    stamp = ENVIRONMENT / "project.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(digest.hexdigest())


def install(*arguments: str) -> None:
    """Install with uv if there is one and it reaches its registry, else with pip."""
    uv = shutil.which("uv")
    if uv and run(uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON), *arguments):
        return
    if not run(str(PYTHON), "-m", "pip", "install", "-qq", *arguments):
        raise SystemExit("desk: the installation failed; the reason is in the lines above.")


def run(*command: str) -> bool:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode == 0


def say(what: str) -> None:
    print(f"desk: {what}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
