"""The personal stream while there is no database: a file for each day, which goes as its partition would.

A line is written, and a file is read and removed, under the file's lock, so that no line is lost between two programs.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from ictdesk.kernel.logs.lines import Line

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Line).decode


class Files:
    """`DIR/personal-2026-11-30.jsonl` and so on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, lines: Sequence[Line]) -> None:
        """Adds lines to the files of their days. Raises `OSError`."""
        for day in sorted({one.at.date() for one in lines}):
            content = b"".join(_encode(one) + b"\n" for one in lines if one.at.date() == day)
            with _locked(
                self.folder / f"personal-{day}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT
            ) as file:
                os.write(file, content)

    def days(self) -> dict[date, Path]:
        """The oldest first."""
        found = {}
        for path in sorted(self.folder.glob("personal-*.jsonl")):
            try:
                found[date.fromisoformat(path.stem.removeprefix("personal-"))] = path
            except ValueError:
                continue  # not one of ours
        return found

    @contextmanager
    def taken(self, path: Path) -> Iterator[list[Line]]:
        """The lines of a file, which goes when the block ends well. A line that broke off is left out."""
        with _locked(path, os.O_RDWR) as file:
            yield list(_lines(path.read_bytes()))
            path.unlink()
            os.ftruncate(file, 0)

    def drop_before(self, day: date) -> list[date]:
        """Removes the files of earlier days; which they were."""
        old = {each: path for each, path in self.days().items() if each < day}
        for path in old.values():
            path.unlink(missing_ok=True)
        return list(old)


def drop_server_logs(folder: Path, before: date) -> list[date]:
    """Removes the embedded server's files of earlier days; which they were. Its newest one is written to and stays."""
    gone = []
    for path in sorted(folder.glob("????-??-??.log"))[:-1]:
        try:
            day = date.fromisoformat(path.stem)
        except ValueError:
            continue
        if day < before:
            path.unlink(missing_ok=True)
            gone.append(day)
    return gone


def _lines(content: bytes) -> Iterator[Line]:
    for one in content.splitlines():
        try:
            yield _decode(one)
        except msgspec.DecodeError:
            continue


@contextmanager
def _locked(path: Path, flags: int) -> Iterator[int]:
    """An open file that nobody else holds and that is still the one with this name. Raises `OSError`."""
    while True:
        file = os.open(path, flags, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.fstat(file).st_nlink:
                yield file
                return
        finally:
            os.close(file)
