"""The change of the epoch: nothing is lost, and an old copy of the keys opens nothing any more."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from pytest_django import Settings

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import cipher, keyring, root, rotation, workspace_keys
from ictdesk.kernel.vault.cache import KEYS
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey
from ictdesk.kernel.vault.rotation import StillUsed
from tests.world import World, make_world


@pytest.fixture
def acme(world: World) -> Iterator[UUID]:
    yield world.acme.id
    keyring.forget()


def people(workspace: UUID, count: int = 3) -> dict[UUID, bytes]:
    """New people, each with something that their key seals."""
    with workspace_scope(workspace):
        subjects = [keyring.new_subject() for _ in range(count)]
        return {one: cipher.seal(keyring.subject_key(one), one.bytes, b"") for one in subjects}


def read(workspace: UUID, sealed: dict[UUID, bytes]) -> list[UUID]:
    """Who can be read, with the keys as they are stored."""
    KEYS.clear()
    with workspace_scope(workspace):
        keys = keyring.subject_keys(set(sealed))
    return [one for one in sealed if one in keys and cipher.unseal(keys[one], sealed[one], b"") == one.bytes]


def rotate(workspace: UUID) -> int:
    with workspace_scope(workspace):
        return rotation.rotate()


def stored(workspace: UUID) -> tuple[WorkspaceKey, dict[UUID, bytes]]:
    with workspace_scope(workspace):
        rows = SubjectKey.objects.filter(wrapped__isnull=False).values_list("id", "wrapped")
        return WorkspaceKey.objects.get(), {one: bytes(wrapped) for one, wrapped in rows}


def test_what_was_sealed_before_opens_after_also_in_a_process_that_holds_the_former_key(acme: UUID) -> None:
    sealed = people(acme)
    with workspace_scope(acme):
        index = keyring.index_key()
    epoch = rotation.begin_epoch("cell_eu")
    assert rotate(acme) >= len(sealed)
    assert stored(acme)[0].epoch == epoch
    assert read(acme, sealed) == list(sealed), "the former workspace key was held, and given up"
    with workspace_scope(acme):
        assert keyring.index_key() == index
    assert rotate(acme) == 0, "once for each epoch"


def test_a_new_person_is_wrapped_by_the_new_key_though_the_former_is_held(acme: UUID) -> None:
    people(acme)
    rotation.begin_epoch("cell_eu")
    rotate(acme)
    sealed = people(acme)
    keyring.forget()
    assert read(acme, sealed) == list(sealed)


def test_a_new_person_waits_for_a_rotation_that_runs(acme: UUID) -> None:
    people(acme)
    rotation.begin_epoch("cell_eu")
    asked = threading.Event()

    def meanwhile() -> dict[UUID, bytes]:
        asked.set()
        try:
            return people(acme, 1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with workspace_scope(acme):
            rotation.rotate()
            late = pool.submit(meanwhile)
            assert asked.wait(10)
            with pytest.raises(TimeoutError):
                late.result(0.3)
        sealed = late.result(10)
    keyring.forget()
    assert read(acme, sealed) == list(sealed)


def test_a_destroyed_key_stays_destroyed(acme: UUID) -> None:
    sealed = people(acme, 2)
    gone, stays = sealed
    with workspace_scope(acme):
        keyring.destroy(gone)
    rotation.begin_epoch("cell_eu")
    rotate(acme)
    assert read(acme, sealed) == [stays]


def test_an_old_copy_of_the_keys_opens_what_was_destroyed_until_its_epoch_is(
    tmp_path: Path, settings: Settings
) -> None:
    settings.ICTDESK_DATA = tmp_path
    acme = make_world().acme.id
    (subject,) = people(acme, 1)
    copy, wrapped = stored(acme)
    with workspace_scope(acme):
        keyring.destroy(subject)
    place = keyring.subject_label(acme, subject)
    assert cipher.unseal(workspace_keys.opened(copy).key, wrapped[subject], place), "the leak is possible"

    rotation.begin_epoch("cell_eu")
    rotate(acme)
    with pytest.raises(CannotOpen):
        cipher.unseal(workspace_keys.opened(stored(acme)[0]).key, wrapped[subject], place)
    root.destroy_epoch("cell_eu", copy.epoch)
    with pytest.raises(FileNotFoundError):
        workspace_keys.opened(copy)


def test_an_epoch_that_is_still_used_is_not_destroyed(world: World) -> None:
    sealed = people(world.acme.id)
    rotation.begin_epoch("cell_eu")
    before = root.epochs("cell_eu")
    with pytest.raises(StillUsed):
        rotation.destroy_old_epochs("cell_eu")
    assert root.epochs("cell_eu") == before
    assert read(world.acme.id, sealed) == list(sealed)


def test_an_interrupted_rotation_changes_nothing_and_is_repeated(
    acme: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = people(acme, 5)
    rotation.begin_epoch("cell_eu")
    before = stored(acme)[1]
    monkeypatch.setattr(rotation, "BATCH", 2)
    monkeypatch.setattr(workspace_keys, "wrapped", None)
    with pytest.raises(TypeError):
        rotate(acme)
    assert stored(acme)[1] == before
    monkeypatch.undo()
    rotate(acme)
    assert read(acme, sealed) == list(sealed)
    assert not set(before.values()) & set(stored(acme)[1].values())
