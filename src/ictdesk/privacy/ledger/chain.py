"""The files of one workspace's ledger: a line for each entry, only ever added to, each on disk before it counts.

FOLDER/WORKSPACE/000000001.jsonl, 000010001.jsonl, ...     named by their first entry
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ictdesk.privacy.ledger.entries import FIRST, BadLedger, Entry

IN_A_FILE = 10_000


def folder() -> Path:
    return Path(settings.ICTDESK_LEDGER)


def workspaces() -> list[UUID]:
    """Whose ledgers there are."""
    found = folder().iterdir() if folder().is_dir() else iter(())
    return sorted(UUID(path.name) for path in found if len(path.name) == 36)


class Chain:
    """One workspace's files."""

    def __init__(self, workspace: UUID) -> None:
        self.workspace = workspace
        self.folder = folder() / str(workspace)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, among all processes of this machine."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry. Raises `BadLedger`."""
        files = self._files()
        if not files:
            return 0, FIRST
        lines = _whole_lines(files[-1])
        if not lines:  # a crash came between the file and its first line
            return (int(files[-1].stem) - 1, self._last_of(files[-2])) if len(files) > 1 else (0, FIRST)
        last = Entry.read(lines[-1])
        return last.sequence, last.hash

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Those after a number, in order. Raises `BadLedger` where one is missing or was changed."""
        files = self._files()
        begin = max((number for number, file in enumerate(files) if int(file.stem) <= after + 1), default=0)
        expected, before = (int(files[begin].stem), None) if files else (1, None)
        if begin == 0 and files and expected != 1:
            raise BadLedger(f"the beginning of the ledger of workspace {self.workspace} is missing")
        for file in files[begin:]:
            for line in _whole_lines(file):
                entry = Entry.read(line)
                if entry.sequence != expected or entry.workspace != self.workspace:
                    raise BadLedger(f"entry {expected} of workspace {self.workspace} is missing")
                if entry.before != (before if before is not None else entry.before):
                    raise BadLedger(f"entry {expected} of workspace {self.workspace} follows another one")
                expected, before = expected + 1, entry.hash
                if entry.sequence > after:
                    yield entry

    def write(self, entry: Entry) -> None:
        """Adds it; on return it is on disk. The caller holds the lock."""
        name = (entry.sequence - 1) // IN_A_FILE * IN_A_FILE + 1
        path = self.folder / f"{name:09}.jsonl"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # What a crash left of a line was never acknowledged.
            os.ftruncate(descriptor, sum(len(line) + 1 for line in _whole_lines(path)))
            os.lseek(descriptor, 0, os.SEEK_END)
            os.write(descriptor, entry.line().encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        directory = os.open(self.folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    def _last_of(self, path: Path) -> str:
        return Entry.read(_whole_lines(path)[-1]).hash

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl")) if self.folder.is_dir() else []


def _whole_lines(path: Path) -> list[str]:
    """Without the half of a line that a crash may have left at the end."""
    content = path.read_text(encoding="ascii")
    return content[: content.rfind("\n") + 1].splitlines()
