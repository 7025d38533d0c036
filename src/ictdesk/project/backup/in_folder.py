"""Copies in a folder. A copy that is unfinished has another name."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ictdesk.project.backup import copies
from ictdesk.project.backup.copies import Progress
from ictdesk.project.backup.places import Draft, Files, Place
from ictdesk.project.backup.postgres import Server
from ictdesk.project.errors import StartupProblem


def places(root: Path) -> tuple[Place, Files, Place]:
    return Folder(root / "data"), SealedFiles(root / "files"), Folder(root / "keys", overwrite=True)


@dataclass(frozen=True, slots=True)
class Folder:
    root: Path
    overwrite: bool = False
    """For keys: a former epoch's key would open a forgotten dump."""

    def prepare(self) -> None:
        _made(self.root)
        for draft in self.root.glob(f"*{copies.DRAFT}"):
            shutil.rmtree(draft)

    def stamps(self) -> list[str]:
        return [path.name for path in copies.stamped(self.root)]

    @contextmanager
    def writing(self, stamp: str) -> Iterator[Draft]:
        with copies.finished(self.root / stamp) as draft:
            yield _Draft(draft)

    def manifest(self, stamp: str) -> dict[str, Any]:
        try:
            manifest: dict[str, Any] = json.loads((self.root / stamp / "manifest.json").read_bytes())
        except (OSError, ValueError) as error:
            raise StartupProblem(f"The copy in {self.root / stamp} is broken: {error}.") from error
        return manifest

    def check(self, stamp: str) -> None:
        copies.read_manifest(self.root / stamp)

    def read(self, stamp: str, scratch: Path) -> Path:
        return self.root / stamp

    def remove(self, stamp: str) -> None:
        if self.overwrite:
            copies.shred(self.root / stamp)
        else:
            shutil.rmtree(self.root / stamp)

    def __str__(self) -> str:
        return str(self.root)


@dataclass(frozen=True, slots=True)
class _Draft:
    folder: Path

    def dump(self, server: Server, plane: str, name: str, *arguments: str) -> int:
        server.dump(plane, self.folder / name, *arguments)
        return (self.folder / name).stat().st_size

    def add(self, file: Path, name: str) -> None:
        (self.folder / name).parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy2(file, self.folder / name)

    def back(self, scratch: Path) -> Path:
        return self.folder

    def finish(self, facts: dict[str, Any]) -> None:
        copies.write_manifest(self.folder, facts)


@dataclass(frozen=True, slots=True)
class SealedFiles:
    root: Path

    def prepare(self) -> None:
        _made(self.root)

    def add_missing(self, source: Path, progress: Progress) -> int:
        return copies.copy_missing(source, self.root, progress)

    def forget_gone(self, source: Path, stamp: str, oldest: str) -> int:
        return copies.forget_gone(source, self.root, stamp, oldest)

    def fetch(self, target: Path) -> int:
        return copies.copy_missing(self.root, target, lambda *_: None)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartupProblem(f"{folder} cannot be used: {error.strerror}.") from error
