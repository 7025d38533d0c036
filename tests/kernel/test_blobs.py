"""Sealed files: streamed, bounded, whole or not there at all, and each in its own place only."""

import hashlib
import io
import os
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from tink import TinkError

from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store, sweeping
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import DomainError, Gone, HashMismatch, TooLarge
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from tests.world import House, World

MIB = 1024 * 1024


class Stream:
    """So many bytes, made while they are read; it counts what was asked of it."""

    def __init__(self, size: int, *, breaks_at: int | None = None) -> None:
        self.left, self.given, self.breaks_at = size, 0, breaks_at

    def read(self, size: int, /) -> bytes:
        if self.breaks_at is not None and self.given >= self.breaks_at:
            raise DomainError("interrupted")
        piece = min(size, self.left)
        self.left -= piece
        self.given += piece
        return b"x" * piece


def folder() -> Path:
    return Path(storages["blobs"].path(""))


def files(house: House) -> set[Path]:
    return {path for path in (folder() / house.id.hex).rglob("*") if path.is_file()}


def put(house: House, content: bytes, **more: str) -> Blob:
    with workspace_scope(house.id):
        return store.put(io.BytesIO(content), subject_id=keyring.new_subject(), limit=10 * MIB, **more).blob


def read(house: House, blob: Blob) -> bytes:
    with workspace_scope(house.id):
        return b"".join(store.read(Blob.objects.find(id=blob.id)))


@pytest.mark.parametrize("size", [0, 1, store.CHUNK, MIB - 1, MIB, 3 * MIB + 17])
def test_what_goes_in_comes_out(world: World, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"e" * (size % 256)
    blob = put(world.acme, content, expected_sha256=hashlib.sha256(content).hexdigest().upper())
    assert read(world.acme, blob) == content
    assert (blob.size, blob.sha256) == (size, hashlib.sha256(content).hexdigest())
    (file,) = files(world.acme)
    assert size < 64 or content[:64] not in file.read_bytes()


def test_a_large_file_is_never_whole_in_memory(world: World) -> None:
    with workspace_scope(world.acme.id):
        subject = keyring.new_subject()
        store.put(Stream(1), subject_id=subject, limit=1)
        tracemalloc.start()
        blob = store.put(Stream(24 * MIB), subject_id=subject, limit=32 * MIB).blob
        total = sum(len(piece) for piece in store.read(blob))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert total == 24 * MIB
    assert peak < 8 * MIB


def over_the_limit() -> None:
    stream = Stream(100 * MIB)
    with pytest.raises(TooLarge):
        store.put(stream, subject_id=keyring.new_subject(), limit=MIB)
    assert stream.given <= MIB + store.CHUNK, "reading stops"


def with_another_hash() -> None:
    with pytest.raises(HashMismatch):
        store.put(Stream(9), subject_id=keyring.new_subject(), limit=9, expected_sha256="0" * 64)


def interrupted() -> None:
    with pytest.raises(DomainError, match="interrupted"):
        store.put(Stream(5 * MIB, breaks_at=3 * MIB), subject_id=keyring.new_subject(), limit=9 * MIB)


@pytest.mark.parametrize("attempt", [over_the_limit, with_another_hash, interrupted])
def test_what_is_refused_leaves_no_file_and_no_row(world: World, attempt: Callable[[], None]) -> None:
    with workspace_scope(world.acme.id):
        attempt()
        assert not Blob.objects.exists()
    assert files(world.acme) == set()
    put(world.acme, b"x")
    assert len(files(world.acme)) == 1, "the control: what is accepted leaves one"


def put_and_fail(house: House) -> None:
    with workspace_scope(house.id):
        store.put(Stream(9), subject_id=keyring.new_subject(), limit=9)
        raise DomainError


def test_what_is_rolled_back_leaves_no_file(world: World) -> None:
    with pytest.raises(DomainError):
        put_and_fail(world.acme)
    assert files(world.acme) == set()


def test_a_file_goes_with_its_row_and_only_if_that_goes(world: World) -> None:
    blob = put(world.acme, b"x")

    def drop_and_fail() -> None:
        with workspace_scope(world.acme.id):
            store.drop(Blob.objects.find(id=blob.id))
            raise DomainError

    with pytest.raises(DomainError):
        drop_and_fail()
    assert read(world.acme, blob) == b"x"
    with workspace_scope(world.acme.id):
        store.drop(Blob.objects.find(id=blob.id))
        assert len(files(world.acme)) == 1
    assert files(world.acme) == set()


def test_files_that_were_exchanged_do_not_open(world: World) -> None:
    one, other = put(world.acme, b"one" * 100), put(world.acme, b"two" * 100)
    paths = [folder() / blob.storage_name for blob in (one, other)]
    contents = [path.read_bytes() for path in paths]
    paths[0].write_bytes(contents[1])
    with pytest.raises(TinkError):
        read(world.acme, one)
    paths[0].write_bytes(contents[0])
    assert read(world.acme, one) == b"one" * 100


def test_a_row_that_claims_anothers_file_does_not_open_it(world: World) -> None:
    """Even with the other's content key, sealed anew: the place is part of the seal."""
    one, other = put(world.acme, b"one" * 100), put(world.acme, b"two" * 100)
    with workspace_scope(world.acme.id):
        thief = Blob.objects.find(id=other.id)
        thief.content_key, thief.storage_name = Blob.objects.find(id=one.id).content_key, one.storage_name
        thief.save()
    with pytest.raises(TinkError):
        read(world.acme, other)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:40],
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: b"",
    ],
)
def test_a_damaged_file_does_not_open(world: World, damage: Callable[[bytes], bytes]) -> None:
    blob = put(world.acme, b"one" * 100)
    path = folder() / blob.storage_name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(TinkError):
        read(world.acme, blob)


def test_a_file_that_is_gone_says_so(world: World) -> None:
    blob = put(world.acme, b"one")
    (folder() / blob.storage_name).unlink()
    with pytest.raises(Gone):
        read(world.acme, blob)


def test_names_tell_nothing(world: World) -> None:
    names = {put(world.acme, b"x").storage_name for _ in range(20)}
    assert len(names) == 20
    assert all(name.startswith(world.acme.id.hex) and len(name.rpartition("/")[2]) == 32 for name in names)
    (mode,) = {path.stat().st_mode & 0o777 for path in files(world.acme)}
    assert mode == 0o600


def aged(path: Path) -> None:
    """As if it had been written before the time that is left to a transaction."""
    then = (clock.now() - sweeping.GRACE - timedelta(minutes=1)).timestamp()
    os.utime(path, (then, then))


def test_a_file_without_a_row_goes_after_a_day(world: World, caplog: pytest.LogCaptureFixture) -> None:
    acme, globex = world.acme, world.globex
    kept, fresh, lost, theirs = (put(house, b"x") for house in (acme, acme, acme, globex))
    for blob in (kept, lost, theirs):
        aged(folder() / blob.storage_name)
    for house, blob in ((acme, fresh), (acme, lost), (globex, theirs)):  # as if the commit had not come
        with workspace_scope(house.id):
            Blob.objects.filter(id=blob.id).delete()
    with workspace_scope(acme.id):
        assert (sweeping.sweep(), sweeping.sweep()) == (1, 0)
    assert files(acme) == {folder() / kept.storage_name, folder() / fresh.storage_name}
    assert files(globex) == {folder() / theirs.storage_name}
    (record,) = [one for one in caplog.records if one.msg == "blobs.swept"]
    assert vars(record)["count"] == 1


def test_a_workspace_without_files_has_nothing_to_sweep(world: World) -> None:
    with workspace_scope(world.acme.id):
        assert sweeping.sweep() == 0
