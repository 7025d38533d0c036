"""The folder that copies lie in."""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from ictdesk.kernel import clock
from ictdesk.project.errors import StartupProblem

STAMP = "%Y-%m-%dT%H-%M-%SZ"
DRAFT = ".unfinished"


class Copies:
    """`data/`, `files/` and `keys/` of a target. What is unfinished has another name and is never used."""

    def __init__(self, target: Path) -> None:
        self.data, self.files, self.keys = target / "data", target / "files", target / "keys"

    def prepare(self) -> None:
        """Raises `StartupProblem` for a folder that cannot be written."""
        try:
            for folder in (self.data, self.files, self.keys):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                for draft in folder.glob(f"*{DRAFT}"):
                    shutil.rmtree(draft)
        except OSError as error:
            raise StartupProblem(f"{self.data.parent} cannot be used: {error.strerror}.") from error

    def newest(self, folder: Path, stamp: str = "", *, until: str = "") -> Path:
        """The newest copy of `data` or `keys` (not newer than `until`), or the one of a time. Raises `StartupProblem`."""
        found = [path for path in stamped(folder) if path.name == (stamp or path.name)]
        found = [path for path in found if stamp or path.name <= (until or path.name)]
        if not found:
            raise StartupProblem(
                f"There is no {'copy of ' + stamp if stamp else 'finished copy'} in {folder}."
            )
        return found[-1]


def stamped(folder: Path) -> list[Path]:
    """Finished copies, oldest first."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if path.is_dir() and not path.name.endswith(DRAFT)]


def new_stamp() -> str:
    return clock.now().strftime(STAMP)


def too_many(folder: Path, *, keep: int, days: int) -> list[Path]:
    """Copies beyond the newest `keep`, and those older than so many days; the newest one stays in any case."""
    found = stamped(folder)
    oldest = (clock.now() - timedelta(days=days)).strftime(STAMP)
    return [
        path
        for number, path in enumerate(reversed(found))
        if number and (number >= keep or path.name < oldest)
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


def copy_missing(source: Path, target: Path, progress: Callable[[int, int], None]) -> int:
    """Copies each file that the target lacks; a sealed file never changes. Returns how many it copied."""
    names = (
        [path.relative_to(source) for path in source.rglob("*") if path.is_file()] if source.is_dir() else []
    )
    new = [name for name in names if not (target / name).exists()]
    for number, name in enumerate(new, 1):
        place = target / name
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(place.name + DRAFT)
        shutil.copyfile(source / name, draft)
        draft.chmod(0o600)
        draft.rename(place)
        progress(number, len(new))
    return len(new)
