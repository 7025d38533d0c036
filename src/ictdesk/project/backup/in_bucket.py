"""Copies in a bucket. A copy is one once its manifest is there, which is written last and read back.

PREFIX/data/STAMP/…, PREFIX/files/…, PREFIX/keys/STAMP/… as in a folder, and PREFIX/files-gone/STAMP.json. What is removed
goes with every version. A bucket with object lock keeps data against thieves, and is refused for keys: they must be destroyed.
"""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings

from ictdesk.kernel import clock
from ictdesk.kernel.bucket import Bucket, NotReached, Readable
from ictdesk.project.backup import copies
from ictdesk.project.backup.copies import Progress
from ictdesk.project.backup.places import Draft, Files, Place
from ictdesk.project.backup.postgres import Server
from ictdesk.project.errors import StartupProblem

MANIFEST = "manifest.json"
AT_ONCE = 8
"""Files on their way at a time: each has one part in memory."""
PIECE = 1_000
ENDED = "The bucket was lost on the way; what was begun is no copy, and the next run throws it away."


def places(address: str) -> tuple[Place, Files, Place]:
    try:
        bucket = Bucket.at(address)
    except ValueError as error:
        raise StartupProblem(f"{address}: {error}.") from error
    return InBucket(bucket, "data/"), SealedFiles(bucket), InBucket(bucket, "keys/", keys=True)


@contextmanager
def told() -> Iterator[None]:
    """What the bucket says against it, as the operator is told."""
    try:
        yield
    except NotReached as error:
        raise StartupProblem(f"{error} {ENDED}") from error


@dataclass(frozen=True, slots=True)
class InBucket:
    bucket: Bucket
    under: str
    keys: bool = False

    @told()
    def prepare(self) -> None:
        self._must_be_fit()
        self.bucket.give_up_uploads(self.under)
        finished = set(self.stamps())
        begun = {key.split("/")[1] for key, _ in self.bucket.versions(self.under)}
        for stamp in sorted(begun - finished):
            self.remove(stamp)

    def _must_be_fit(self) -> None:
        """Also of data: a lock that outlives the day of the certificates would make them untrue."""
        if self.keys and self.bucket.locks():
            raise StartupProblem(
                f"The bucket {self.bucket.name} has object lock: copies of keys could not be destroyed in it, and who was erased "
                "would stay readable. Name another place for them with --keys."
            )
        if not self.keys and self.bucket.days_locked() >= settings.ICTDESK_BACKUP_DAYS:
            raise StartupProblem(
                f"The bucket {self.bucket.name} locks objects for {self.bucket.days_locked()} days. Certificates of erasure promise that a copy "
                f"is gone after {settings.ICTDESK_BACKUP_DAYS} (ICTDESK_BACKUP_DAYS): the lock has to be shorter."
            )

    @told()
    def stamps(self) -> list[str]:
        found = self.bucket.keys(self.under)
        return sorted(key.split("/")[1] for key in found if key.count("/") == 2 and key.endswith(MANIFEST))

    @contextmanager
    def writing(self, stamp: str) -> Iterator[Draft]:
        with told():
            try:
                yield _Draft(self.bucket, f"{self.under}{stamp}/")
            except BaseException:
                with suppress(NotReached, StartupProblem):
                    self.remove(stamp)
                raise

    @told()
    def manifest(self, stamp: str) -> dict[str, Any]:
        try:
            manifest: dict[str, Any] = json.loads(self.bucket.read(f"{self.under}{stamp}/{MANIFEST}"))
        except ValueError as error:
            raise StartupProblem(f"The copy {stamp} in {self} is broken: {error}.") from error
        return manifest

    @told()
    def check(self, stamp: str) -> None:
        for name, facts in self.manifest(stamp)["files"].items():
            if self.bucket.size(f"{self.under}{stamp}/{name}") != facts["bytes"]:
                raise StartupProblem(
                    f"{stamp}/{name} in {self} is not what was written: this copy is broken."
                )

    @told()
    def read(self, stamp: str, scratch: Path) -> Path:
        folder = scratch / self.under.strip("/")
        _fetch(self.bucket, f"{self.under}{stamp}/", [*self.manifest(stamp)["files"], MANIFEST], folder)
        copies.read_manifest(folder)
        return folder

    @told()
    def remove(self, stamp: str) -> datetime | None:
        """The manifest first: half a copy is none."""
        until, found = _removable(self.bucket, f"{self.under}{stamp}/")
        if until is None:
            for key, version in sorted(found, key=lambda one: not one[0].endswith(MANIFEST)):
                self.bucket.remove(key, version)
        return until

    def __str__(self) -> str:
        return f"s3://{self.bucket.name}/{self.bucket.prefix}{self.under}"


@dataclass(slots=True)
class _Draft:
    bucket: Bucket
    under: str
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def dump(self, server: Server, plane: str, name: str, *arguments: str) -> int:
        with server.stream(plane, *arguments) as stream:
            return self._upload(name, stream)

    def add(self, file: Path, name: str) -> None:
        with file.open("rb") as stream:
            self._upload(name, stream)

    def back(self, scratch: Path) -> Path:
        return _fetch(self.bucket, self.under, self.files, scratch / "back")

    def finish(self, facts: dict[str, Any]) -> None:
        text = json.dumps({**facts, "files": self.files}, indent=2).encode()
        for name, one in self.files.items():
            if self.bucket.size(self.under + name) != one["bytes"]:
                raise StartupProblem(f"{name} did not arrive whole in the bucket {self.bucket.name}.")
        self.bucket.add(self.under + MANIFEST, text)
        if self.bucket.read(self.under + MANIFEST) != text:
            raise StartupProblem(f"The manifest in the bucket {self.bucket.name} is not what was written.")

    def _upload(self, name: str, stream: Readable) -> int:
        measured = _Measured(stream)
        self.bucket.upload(self.under + name, measured)
        self.files[name] = {"bytes": measured.size, "sha256": measured.hash.hexdigest()}
        return measured.size


class _Measured:
    """A stream whose length and SHA-256 are known when it was read."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self.size, self.hash = stream, 0, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self.size += len(piece)
        self.hash.update(piece)
        return piece


@dataclass(frozen=True, slots=True)
class SealedFiles:
    bucket: Bucket

    @told()
    def prepare(self) -> None:
        self.bucket.give_up_uploads("files/")

    @told()
    def add_missing(self, source: Path, progress: Progress) -> int:
        there = set(self.bucket.keys("files/"))
        names = [name for name in copies.names(source) if f"files/{name}" not in there]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            count = 0
            for some in batched(names, PIECE):
                list(pool.map(lambda name: self._upload(source, name), some))
                progress(count := count + len(some), len(names))
        return len(names)

    def _upload(self, source: Path, name: str) -> None:
        with suppress(FileNotFoundError), (source / name).open("rb") as stream:  # erased meanwhile
            self.bucket.upload(f"files/{name}", stream)

    @told()
    def forget_gone(self, source: Path, stamp: str, oldest: str) -> int:
        lists = sorted(self.bucket.keys("files-gone/"))
        noted: dict[str, str] = json.loads(self.bucket.read(lists[-1])) if lists else {}
        here = (key.removeprefix("files/") for key in self.bucket.keys("files/"))
        gone = {name: noted.get(name, stamp) for name in here if not (source / name).exists()}
        over = [name for name, since in gone.items() if since <= oldest and self._removed(f"files/{name}")]
        left = {name: since for name, since in sorted(gone.items()) if name not in set(over)}
        self.bucket.add(f"files-gone/{stamp}.json", json.dumps(left, indent=1).encode())
        for key in lists:
            self._removed(key)
        return len(over)

    def _removed(self, key: str) -> bool:
        """False while it is locked."""
        until, found = _removable(self.bucket, key)
        if until is None:
            for one, version in found:
                self.bucket.remove(one, version)
        return until is None

    @told()
    def fetch(self, target: Path) -> int:
        count = 0
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for some in batched(self.bucket.keys("files/"), PIECE):
                list(pool.map(lambda key: self._download(key, target / key.removeprefix("files/")), some))
                count += len(some)
        return count

    def _download(self, key: str, file: Path) -> None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.bucket.download(key, file)
        file.chmod(0o600)


def _removable(bucket: Bucket, under: str) -> tuple[datetime | None, list[tuple[str, str]]]:
    """Until when something there is locked, and every version of it."""
    found = [one for one in bucket.versions(under) if one[0] == under or under.endswith("/")]
    if not _locks(bucket):
        return None, found
    times = [until for key, version in found if (until := bucket.locked_until(key, version))]
    return max((until for until in times if until > clock.now()), default=None), found


@cache
def _locks(bucket: Bucket) -> bool:
    return bucket.locks()


def _fetch(bucket: Bucket, under: str, names: Any, folder: Path) -> Path:
    for name in names:
        file = folder / name
        if not file.resolve().is_relative_to(folder.resolve()):
            raise StartupProblem(f"The manifest in {bucket.name} names {name}, which lies in no copy.")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        bucket.download(under + name, file)
        file.chmod(0o600)
    return folder
