"""What copies are written to and read from: a folder, or a bucket of an S3-compatible storage."""

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from ictdesk.project.backup.copies import Progress
from ictdesk.project.backup.postgres import Server


class Draft(Protocol):
    """A copy that is being written. Without its manifest, which is written last, it is taken for nothing."""

    def dump(self, server: Server, plane: str, name: str, *arguments: str) -> int:
        """How many bytes it has."""

    def add(self, file: Path, name: str) -> None: ...

    def back(self, scratch: Path) -> Path:
        """The folder of what was written so far, read back from where it lies."""

    def finish(self, facts: dict[str, Any]) -> None: ...


class Place(Protocol):
    """Where the copies of the data, or of the keys, lie. All raise `StartupProblem`."""

    def prepare(self) -> None:
        """Throws away what was left unfinished."""

    def stamps(self) -> list[str]:
        """Of finished copies, oldest first."""

    def writing(self, stamp: str) -> AbstractContextManager[Draft]: ...

    def manifest(self, stamp: str) -> dict[str, Any]: ...

    def check(self, stamp: str) -> None:
        """Looks whether it is whole, as far as that can be seen where it lies."""

    def read(self, stamp: str, scratch: Path) -> Path:
        """A folder of this machine with its files, each compared with its hash."""

    def remove(self, stamp: str) -> datetime | None:
        """None when it is gone for good; else until when the storage keeps it locked."""


class Files(Protocol):
    """Where the sealed files lie, each once."""

    def prepare(self) -> None: ...

    def add_missing(self, source: Path, progress: Progress) -> int:
        """How many were new."""

    def forget_gone(self, source: Path, stamp: str, oldest: str) -> int:
        """Removes those that the desk has no more and no kept copy of the data needs; how many."""

    def fetch(self, target: Path) -> int:
        """How many there are."""
