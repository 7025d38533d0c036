"""The folder that copies lie in."""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from ictdesk.kernel import clock
from ictdesk.project.errors import StartupProblem

STAMP = "%Y-%m-%dT%H-%M-%SZ"
DRAFT = ".unfinished"


type Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def stamped(folder: Path) -> list[Path]:
    """Finished copies, oldest first."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if path.is_dir() and not path.name.endswith(DRAFT)]


def new_stamp() -> str:
    return clock.now().strftime(STAMP)


def too_many(found: Sequence[str], *, keep: int, days: int) -> list[str]:
    """Of stamps, oldest first: those beyond the newest `keep`, and those older than so many days; the newest one stays in any case."""
    oldest = (clock.now() - timedelta(days=days)).strftime(STAMP)
    return [
        stamp for number, stamp in enumerate(reversed(found)) if number and (number >= keep or stamp < oldest)
    ]


@contextmanager
def finished(folder: Path) -> Iterator[Path]:
    """A folder that gets its name when all that is in it is on disk."""
    draft = folder.with_name(folder.name + DRAFT)
    draft.mkdir(mode=0o700, parents=True)
    yield draft
    for path in [*draft.rglob("*"), draft]:
        descriptor = os.open(path, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    draft.rename(folder)


def write_manifest(folder: Path, facts: dict[str, Any]) -> None:
    """Facts, and the size and SHA-256 of each file that lies there."""
    files = {
        str(path.relative_to(folder)): {"bytes": path.stat().st_size, "sha256": digest(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    text = json.dumps({**facts, "files": files}, indent=2)
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Raises `StartupProblem` when a file is missing or is not what was written."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for name, facts in manifest["files"].items():
            if digest(folder / name) != facts["sha256"]:
                raise StartupProblem(f"{folder / name} is not what was written: this copy is broken.")
    except (OSError, ValueError, KeyError) as error:
        raise StartupProblem(f"The copy in {folder} is broken: {error}.") from error
    return manifest


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def shred(folder: Path) -> None:
    """Overwrites what lies there, then removes it: a former epoch's key would open a forgotten dump."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
    shutil.rmtree(folder)


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """For what is read back; overwritten afterwards, since keys are among it."""
    place = Path(tempfile.mkdtemp(prefix="back-", dir=parent))
    try:
        yield place
    finally:
        shred(place)


def forget_gone(source: Path, target: Path, stamp: str, oldest: str) -> int:
    """Removes files that the desk has no more, once no kept copy of the data is from a time when it had them.

    Until then their copies are needed by a restore of that data. Returns how many went.
    """
    list_ = target.with_name("files-gone.json")
    noted: dict[str, str] = json.loads(list_.read_text()) if list_.exists() else {}
    here = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    gone = {name: noted.get(name, stamp) for name in here if not (source / name).exists()}
    over = [name for name, since in gone.items() if since <= oldest]
    for name in over:
        (target / name).unlink()
        del gone[name]
    list_.write_text(json.dumps(gone, indent=1, sort_keys=True), encoding="utf-8")
    return len(over)


def names(folder: Path) -> list[str]:
    """Of all files under it, relative to it."""
    if not folder.is_dir():
        return []
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def copy_missing(source: Path, target: Path, progress: Progress) -> int:
    """Copies each file that the target lacks; a sealed file never changes. Returns how many it copied."""
    new = [name for name in names(source) if not (target / name).exists()]
    for number, name in enumerate(new, 1):
        place = target / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(place.name + DRAFT)
        shutil.copyfile(source / name, draft)
        draft.chmod(0o600)
        draft.rename(place)
        progress(number, len(new))
    return len(new)
