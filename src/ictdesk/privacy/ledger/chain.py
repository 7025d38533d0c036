"""The files of one workspace's ledger: a line for each entry, only ever added to, each on disk before it counts.

FOLDER/WORKSPACE/000000001.jsonl, 000010001.jsonl, ...     named by their first entry
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ictdesk.privacy.ledger.entries import FIRST, BadLedger, Entry

IN_A_FILE = 10_000
PIECE = 4096


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
        for file in reversed(files[-2:]):
            line = _last_line(file)
            if line:  # else a crash came between the file and its first line
                last = Entry.read(line)
                return last.sequence, last.hash
        return 0, FIRST

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Those after a number, in order. Raises `BadLedger` where one is missing or was changed."""
        files = self._files()
        begin = max((number for number, file in enumerate(files) if int(file.stem) <= after + 1), default=0)
        expected, before = (int(files[begin].stem), None) if files else (1, None)
        if begin == 0 and files and expected != 1:
            raise BadLedger(f"the beginning of the ledger of workspace {self.workspace} is missing")
        for file in files[begin:]:
            for line in _lines(file):
                entry = Entry.read(line)
                if entry.sequence != expected or entry.workspace != self.workspace:
                    raise BadLedger(f"entry {expected} of workspace {self.workspace} is missing")
                if entry.before != (before if before is not None else entry.before):
                    raise BadLedger(f"entry {expected} of workspace {self.workspace} follows another one")
                expected, before = expected + 1, entry.hash
                if entry.sequence > after:
                    yield entry

    def write(self, *entries: Entry) -> None:
        """Adds them; on return they are on disk. The caller holds the lock."""
        for name, some in groupby(entries, lambda one: (one.sequence - 1) // IN_A_FILE * IN_A_FILE + 1):
            self._write(name, b"".join(one.line().encode() + b"\n" for one in some))

    def _write(self, name: int, lines: bytes) -> None:
        path = self.folder / f"{name:09}.jsonl"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # What a crash left of a line was never acknowledged.
            os.ftruncate(descriptor, _whole(path))
            os.lseek(descriptor, 0, os.SEEK_END)
            while lines:
                lines = lines[os.write(descriptor, lines) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        directory = os.open(self.folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl")) if self.folder.is_dir() else []


def _lines(path: Path) -> Iterator[bytes]:
    """Without the half of a line that a crash may have left at the end."""
    with path.open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line


def _whole(path: Path) -> int:
    """How many bytes its whole lines have."""
    return _end_of_line(path, path.stat().st_size)


def _last_line(path: Path) -> bytes:
    """Empty when there is none. Only the end is read, since each new entry asks for it."""
    end = _whole(path)
    with path.open("rb") as file:
        file.seek(_end_of_line(path, max(end - 1, 0)))
        return file.read(end - file.tell())


def _end_of_line(path: Path, before: int) -> int:
    """Where the last line ends that ends before a place; 0 when none does."""
    with path.open("rb") as file:
        while before > 0:
            begin = max(before - PIECE, 0)
            file.seek(begin)
            found = file.read(before - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            before = begin
    return 0
