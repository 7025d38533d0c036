"""Copies in a bucket: complete or none, gone with every version, and no keys where nothing can be destroyed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from ictdesk.kernel import bucket as buckets
from ictdesk.kernel import clock
from ictdesk.kernel.bucket import Bucket
from ictdesk.project.backup import restoring, targets
from ictdesk.project.backup.in_bucket import InBucket, SealedFiles
from ictdesk.project.backup.places import Place
from ictdesk.project.errors import StartupProblem
from tests.privacy.bucket_server import Storage, used

MB = 1024 * 1024


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    with Storage() as running:
        yield running


@pytest.fixture(params=["plain", "versions"])
def bucket(request: pytest.FixtureRequest, storage: Storage, settings: Settings) -> Iterator[Bucket]:
    yield from _bucket(storage, settings, request.param)


@pytest.fixture
def locking(storage: Storage, settings: Settings) -> Iterator[Bucket]:
    yield from _bucket(storage, settings, "locks")


def _bucket(storage: Storage, settings: Any, kind: str) -> Iterator[Bucket]:
    name = storage.bucket(locks=kind == "locks")
    if kind == "versions":
        storage.client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    with used(settings, storage, name):
        yield Bucket(name, "desk/")


def lock_for(storage: Storage, bucket: str, days: int) -> None:
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": days}}
    given = {"ObjectLockEnabled": "Enabled", "Rule": rule}
    storage.client.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=given)


def versions(storage: Storage, bucket: str, under: str) -> list[str]:
    """As the storage's owner sees them: what was deleted and is still there is among it."""
    said = storage.client.list_object_versions(Bucket=bucket, Prefix=under)
    return [one["Key"] for kind in ("Versions", "DeleteMarkers") for one in said.get(kind, ())]


def write(place: Place, stamp: str, tmp_path: Path, content: bytes = b"dump") -> None:
    (tmp_path / "given").write_bytes(content)
    with place.writing(stamp) as draft:
        draft.add(tmp_path / "given", "cell_eu.dump")
        draft.finish({"version": "1"})


def test_a_copy_is_read_as_it_was_written(bucket: Bucket, tmp_path: Path) -> None:
    """Longer than a part."""
    data, content = InBucket(bucket, "data/"), bytes(range(256)) * (buckets.PART // 256) + b"and more"
    data.prepare()
    write(data, "2026-05-01", tmp_path, content)
    assert data.stamps() == ["2026-05-01"]
    data.check("2026-05-01")
    assert (data.read("2026-05-01", tmp_path) / "cell_eu.dump").read_bytes() == content


def test_what_broke_on_the_way_leaves_nothing(bucket: Bucket, storage: Storage, tmp_path: Path) -> None:
    data = InBucket(bucket, "data/")
    with pytest.raises(ZeroDivisionError):
        _half(data, tmp_path)
    assert versions(storage, bucket.name, "") == []


def _half(data: InBucket, tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(b"half")
    with data.writing("2026-05-01") as draft:
        draft.add(tmp_path / "given", "control.dump")
        raise ZeroDivisionError


def test_what_a_killed_run_left_is_no_copy_and_goes_with_the_next(
    bucket: Bucket, storage: Storage, tmp_path: Path
) -> None:
    data = InBucket(bucket, "data/")
    bucket.add("data/2026-05-01/control.dump", b"half")
    given = {"Bucket": bucket.name, "Key": "desk/data/2026-05-01/cell_eu.dump"}
    upload = storage.client.create_multipart_upload(**given)["UploadId"]
    storage.client.upload_part(**given, UploadId=upload, PartNumber=1, Body=b"half")
    assert data.stamps() == []
    with pytest.raises(StartupProblem, match="no finished copy"):
        restoring.newest(data)
    data.prepare()
    assert versions(storage, bucket.name, "") == []
    assert not storage.client.list_multipart_uploads(Bucket=bucket.name).get("Uploads")


def test_a_removed_copy_of_the_keys_is_in_no_version(
    bucket: Bucket, storage: Storage, tmp_path: Path
) -> None:
    keys = InBucket(bucket, "keys/", keys=True)
    keys.prepare()
    write(keys, "2026-05-01", tmp_path)
    write(keys, "2026-05-02", tmp_path)
    storage.client.delete_object(Bucket=bucket.name, Key="desk/keys/2026-05-01/cell_eu.dump")
    assert keys.remove("2026-05-01") is None
    assert versions(storage, bucket.name, "desk/keys/2026-05-01") == []
    assert keys.stamps() == ["2026-05-02"]


def test_keys_are_refused_where_they_could_not_be_destroyed(locking: Bucket) -> None:
    with pytest.raises(StartupProblem, match="could not be destroyed"):
        InBucket(locking, "keys/", keys=True).prepare()
    InBucket(locking, "data/").prepare()


def test_locked_data_stays_until_its_day_and_goes_then(
    locking: Bucket, storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_for(storage, locking.name, days=7)
    data = InBucket(locking, "data/")
    data.prepare()
    write(data, "2026-05-01", tmp_path)
    until = data.remove("2026-05-01")
    assert until is not None
    assert until - datetime.now(UTC) < timedelta(days=7)
    assert data.stamps() == ["2026-05-01"], "whole"
    monkeypatch.setattr(clock, "now", lambda: until + timedelta(seconds=1))
    with pytest.raises(StartupProblem, match="AccessDenied"):
        data.remove("2026-05-01")  # the control: it is the storage that keeps it, whatever our clock says
    assert "desk/data/2026-05-01/cell_eu.dump" in versions(storage, locking.name, "")


def test_a_lock_beyond_the_day_of_the_certificates_is_refused(
    locking: Bucket, storage: Storage, settings: Settings
) -> None:
    lock_for(storage, locking.name, days=settings.ICTDESK_BACKUP_DAYS - 1)
    InBucket(locking, "data/").prepare()
    lock_for(storage, locking.name, days=settings.ICTDESK_BACKUP_DAYS)
    with pytest.raises(StartupProblem, match="has to be shorter"):
        InBucket(locking, "data/").prepare()


def test_a_copy_that_was_changed_is_refused(bucket: Bucket, storage: Storage, tmp_path: Path) -> None:
    data = InBucket(bucket, "data/")
    write(data, "2026-05-01", tmp_path)
    key = "desk/data/2026-05-01/cell_eu.dump"
    storage.client.put_object(Bucket=bucket.name, Key=key, Body=b"dumb")
    with pytest.raises(StartupProblem, match="is not what was written"):
        data.read("2026-05-01", tmp_path / "one")
    storage.client.put_object(Bucket=bucket.name, Key=key, Body=b"short")
    with pytest.raises(StartupProblem, match="is not what was written"):
        data.check("2026-05-01")


def test_a_manifest_writes_nothing_outside(bucket: Bucket, tmp_path: Path) -> None:
    data = InBucket(bucket, "data/")
    bucket.add("data/2026-05-01/manifest.json", b'{"files": {"../../evil": {"bytes": 1, "sha256": ""}}}')
    with pytest.raises(StartupProblem, match="lies in no copy"):
        data.read("2026-05-01", tmp_path)


def test_a_file_that_was_erased_goes_with_the_last_copy_of_its_time(
    bucket: Bucket, storage: Storage, tmp_path: Path
) -> None:
    source, files = tmp_path / "source", SealedFiles(bucket)
    for name in ("a/kept", "a/erased"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(b"sealed")
    files.prepare()
    assert files.add_missing(source, lambda *_: None) == 2
    assert files.add_missing(source, lambda *_: None) == 0
    (source / "a" / "erased").unlink()
    assert files.forget_gone(source, "2026-05-02", oldest="2026-05-01") == 0, "a restore may need it"
    assert files.forget_gone(source, "2026-05-03", oldest="2026-05-01") == 0
    assert files.fetch(tmp_path / "back") == 2
    assert files.forget_gone(source, "2026-05-04", oldest="2026-05-02") == 1
    assert versions(storage, bucket.name, "desk/files/") == ["desk/files/a/kept"]
    assert versions(storage, bucket.name, "desk/files-gone/") == ["desk/files-gone/2026-05-04.json"]
    assert files.fetch(tmp_path / "later") == 1
    assert (tmp_path / "later" / "a" / "kept").read_bytes() == b"sealed"


def test_a_bucket_that_is_not_there_is_said(storage: Storage, settings: Settings) -> None:
    with used(settings, storage, "nowhere"), pytest.raises(StartupProblem, match="NoSuchBucket"):
        InBucket(Bucket("nowhere"), "data/").prepare()
    with pytest.raises(StartupProblem, match="expected s3://BUCKET"):
        targets.target("s3://")
