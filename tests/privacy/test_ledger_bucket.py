"""The ledger's lines in a bucket: there within seconds, kept by its lock, and back after everything here was lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from botocore.exceptions import ClientError
from django.db import transaction
from pytest_django.fixtures import Settings

from ictdesk.kernel.bucket import Bucket, NotReached
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger import checks, gate, jobs, sending
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger
from ictdesk.project import quarantine
from ictdesk.project.backup import replaying
from ictdesk.project.errors import StartupProblem
from tests.isolation.databases import address
from tests.kernel.queue_of import jobs as queued
from tests.privacy.bucket_server import Storage, used
from tests.world import World


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    with Storage() as running:
        yield running


@pytest.fixture
def bucket(
    request: pytest.FixtureRequest, storage: Storage, tmp_path: Path, settings: Settings, world: World
) -> Iterator[Bucket]:
    """Of this test's own, and a folder of its own for the files."""
    settings.ICTDESK_LEDGER = tmp_path / "ledger"
    settings.ICTDESK_LEDGER.mkdir()
    (settings.ICTDESK_LEDGER / gate.BEGUN).touch()  # workspaces of other tests are not looked at
    name = storage.bucket(locks=getattr(request, "param", True))
    with used(settings, storage, name):
        yield Bucket(name, "desk/")
    with psycopg.connect(address("ictdesk_admin")) as admin:
        admin.execute(
            "delete from ledger_entry where workspace_id = any(%s)", [[world.acme.id, world.globex.id]]
        )


@pytest.fixture
def chain(world: World, bucket: Bucket) -> Chain:
    """Three erasures of somebody unknown, in the bucket."""
    for _ in range(3):
        write(world)
    jobs.send(str(world.acme.id))
    return Chain(world.acme.id)


def write(world: World) -> None:
    with workspace_scope(world.acme.id):
        append("erasure", contacts=[uuid4()], subjects=[uuid4()])


def as_in_an_old_snapshot(chain: Chain, keep: int) -> None:
    """The whole machine is set back: files and database alike."""
    (file,) = chain.folder.glob("*.jsonl")
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:keep]))
    with psycopg.connect(address("ictdesk_admin")) as admin:
        admin.execute(
            "delete from ledger_entry where workspace_id = %s and sequence > %s", [chain.workspace, keep]
        )


def test_each_line_is_there_as_it_was_written(chain: Chain, bucket: Bucket, world: World) -> None:
    keys = list(bucket.keys(f"{chain.workspace}/"))
    assert keys == [f"{chain.workspace}/{number:012}.json" for number in (1, 2, 3)]
    assert [bucket.read(key).decode() for key in keys] == [entry.line() for entry in chain.entries()]
    assert sending.send(chain.workspace) == 0
    write(world)
    assert len(queued(chain.workspace, "ledger.send")) == 1, "in the transaction of the act"
    (chain.folder / ".sent").unlink()
    assert sending.send(chain.workspace) == 1, "the bucket itself says how far it is"


def test_what_came_to_nothing_is_not_sent(chain: Chain, bucket: Bucket, world: World) -> None:
    with workspace_scope(chain.workspace):
        append("erasure")
        transaction.set_rollback(True, using="cell_eu")
    assert sending.send(chain.workspace) == 0
    write(world)
    assert sending.send(chain.workspace) == 3
    assert [entry.kind for entry in chain.entries()][3:] == ["erasure", "void", "erasure"]


@pytest.mark.parametrize("bucket", [True, False], ids=["locks", "does not lock"], indirect=True)
def test_nobody_removes_a_line_from_a_bucket_that_locks(
    chain: Chain, bucket: Bucket, storage: Storage
) -> None:
    key = f"desk/{chain.workspace}/{1:012}.json"
    assert [one.id for one in checks.the_bucket_locks()] == ([] if bucket.locks() else ["ledger.W001"])
    versions = storage.client.list_object_versions(Bucket=bucket.name, Prefix=key)["Versions"]
    given = {"Bucket": bucket.name, "Key": key, "VersionId": versions[0]["VersionId"]}
    if bucket.locks():
        with pytest.raises(ClientError, match="AccessDenied"):
            storage.client.delete_object(**given)
        storage.client.head_object(**given)
    else:
        storage.client.delete_object(**given)
        assert len(list(bucket.keys())) == 2, "the control: nothing keeps it"


def test_nothing_there_is_replaced(chain: Chain, bucket: Bucket, world: World) -> None:
    assert not bucket.add(f"{chain.workspace}/{1:012}.json", b"another")
    bucket.add(f"{chain.workspace}/{4:012}.json", b"of somebody else")
    write(world)
    with pytest.raises(BadLedger, match="entry 4"):
        sending.send(chain.workspace)


def test_a_machine_that_was_set_back_as_a_whole_stays_closed(
    chain: Chain, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    as_in_an_old_snapshot(chain, keep=1)
    address, settings.ICTDESK_LEDGER_BUCKET = settings.ICTDESK_LEDGER_BUCKET, ""
    assert not quarantine.reason(), "the control: files and database agree, and nobody would know"
    settings.ICTDESK_LEDGER_BUCKET = address
    assert quarantine.reason() == f"{chain.workspace}: the database is at 1 of 3"
    replaying.run()
    assert "2 entries of the ledger came from the bucket" in (said := capsys.readouterr().out)
    assert "from 1 to 3; done again: 2 x erasure" in said
    assert not quarantine.reason()


def test_a_folder_that_was_lost_comes_back(chain: Chain) -> None:
    lines = [entry.line() for entry in chain.entries()]
    shutil.rmtree(chain.folder)
    assert quarantine.reason()
    replaying.run()
    assert [entry.line() for entry in chain.entries()] == lines
    assert gate.gaps() == []


def test_lines_that_do_not_follow_are_refused(chain: Chain, bucket: Bucket, storage: Storage) -> None:
    as_in_an_old_snapshot(chain, keep=1)
    key = f"desk/{chain.workspace}/{2:012}.json"
    storage.client.delete_object(Bucket=bucket.name, Key=key)
    with pytest.raises(StartupProblem, match=r"entry 2 .* does not follow"):
        replaying.run()
    assert chain.head()[0] == 1


def test_without_the_bucket_acts_go_on_and_no_desk_opens(
    chain: Chain, world: World, settings: Settings, storage: Storage
) -> None:
    """What is done is on this disk and in the database; only a start cannot know whether it is the newest."""
    with used(settings, storage, "nowhere"):
        write(world)
        with pytest.raises(NotReached):
            jobs.send(str(chain.workspace))
        assert [one.id for one in checks.the_bucket_locks()] == ["ledger.E001"]
        assert quarantine.reason() == "The bucket refuses list_objects_v2: NoSuchBucket."
        with pytest.raises(StartupProblem, match="NoSuchBucket"):
            replaying.run()
    assert chain.head()[0] == 4
