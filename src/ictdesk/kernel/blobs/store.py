"""Puts files in and takes them out, sealed with Tink's streaming AEAD (AES-256-GCM-HKDF, 1 MiB segments).

Each file has a content key of its own, sealed under its subject's key in the row. The associated data
of the stream is workspace and blob id, so a file that was put in another's place does not open.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO, Any, Protocol, cast
from uuid import UUID

import tink
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from tink import secret_key_access, streaming_aead

from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import Gone, HashMismatch, TooLarge
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_scope, current_workspace

CHUNK = 64 * 1024
STORAGES: Mapping[str, str] = settings.ICTDESK_STORAGES
"""By cell, its name among the storages of Django."""


class Readable(Protocol):
    """What a file can be read from, piece by piece."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Stored:
    """A file that was put in: its row, and what was seen on the way."""

    blob: Blob
    sha256: str


def put(stream: Readable, *, subject_id: UUID, limit: int, expected_sha256: str = "") -> Stored:
    """Seals a stream into the storage; in memory is one segment at most.

    Raises `TooLarge` past `limit` bytes and `HashMismatch` when the hash is not the expected one; nothing
    stays in the storage then, nor when the transaction rolls back.
    """
    _register()
    blob = Blob(id=new_id(), subject_id=subject_id, storage_name=_new_name())
    keyset = tink.new_keyset_handle(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB)
    blob.content_key = base64.b64encode(
        tink.proto_keyset_format.serialize(keyset, secret_key_access.TOKEN)
    ).decode()
    sealing = _Sealing(stream, _primitive(blob.content_key), _place(blob), limit)
    name = blob.storage_name
    files = storage()
    current_scope().on_rollback(lambda: files.delete(name))
    try:
        files.save(name, cast("File[Any]", sealing))
        if sealing.too_large:
            raise TooLarge(f"A file has at most {limit} bytes.")
        if expected_sha256 and sealing.digest.hexdigest() != expected_sha256.lower():
            raise HashMismatch
    except BaseException:
        files.delete(name)
        raise
    blob.size, blob.sha256 = sealing.size, sealing.digest.hexdigest()
    blob.save()
    return Stored(blob, blob.sha256)


def read(blob: Blob) -> Iterator[bytes]:
    """The plain file in pieces. Raises `Gone` when it is not in the storage any more, `Erased` without its key."""
    key, place, name = blob.content_key, _place(blob), blob.storage_name
    files = storage()
    if not files.exists(name):
        raise Gone
    return _pieces(files, key, place, name)


def _pieces(files: Storage, key: str, place: bytes, name: str) -> Iterator[bytes]:
    with (
        files.open(name, "rb") as sealed,
        _primitive(key).new_decrypting_stream(cast(IO[bytes], sealed.file), place) as plain,
    ):
        while piece := plain.read(CHUNK):
            yield piece


def drop(blob: Blob) -> None:
    """Deletes the row now and the file once that is committed."""
    name = blob.storage_name
    blob.delete()
    files = storage()
    transaction.on_commit(lambda: files.delete(name), using=current_scope().alias)


def delete_files(blobs: Sequence[UUID]) -> None:
    """Deletes the files of rows that are about to go: before them, so that a crash leaves no file without a row."""
    for name in Blob.objects.filter(id__in=blobs).values_list("storage_name", flat=True):
        storage().delete(name)


def storage() -> Storage:
    """Where sealed files of the cell in scope lie: a folder, or what the installation has put in its place."""
    return storages[STORAGES[current_scope().alias]]


@cache
def _register() -> None:
    streaming_aead.register()


def _primitive(keyset: str) -> streaming_aead.StreamingAead:
    _register()
    handle = tink.proto_keyset_format.parse(base64.b64decode(keyset), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


def _place(blob: Blob) -> bytes:
    return b"blob|" + blob.workspace_id.bytes + blob.id.bytes


def _new_name() -> str:
    """A random name under the workspace's folder: it tells nothing and cannot be guessed."""
    word = secrets.token_hex(16)
    return f"{current_workspace().hex}/{word[:2]}/{word}"


class _Sealing:
    """A source for `Storage.save`: reads plain, gives sealed, counts and hashes on the way."""

    name = "sealed"

    def __init__(self, plain: Readable, key: streaming_aead.StreamingAead, place: bytes, limit: int) -> None:
        self._plain = plain
        self._out = _Drain()
        self._writer = key.new_encrypting_stream(cast(IO[bytes], self._out), place)
        self._limit = limit
        self.digest = hashlib.sha256()
        self.size = 0
        self.too_large = False

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The sealed bytes. Stops reading once the limit is passed."""
        while piece := self._plain.read(CHUNK):
            self.size += len(piece)
            if self.size > self._limit:
                self.too_large = True
                break
            self.digest.update(piece)
            self._writer.write(piece)
            yield from self._out.taken()
        self._writer.close()
        yield from self._out.taken()


class _Drain:
    """The file that Tink writes to: hands its content on and keeps nothing."""

    closed = False

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def taken(self) -> list[bytes]:
        taken, self._waiting = self._waiting, []
        return taken

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True
