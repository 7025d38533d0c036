"""Keys that are not those of the data, and data whose keys are not there: seen before anything is served."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import fitting, root, workspace_keys
from ictdesk.project import quarantine
from tests.isolation.databases import address
from tests.world import World


@pytest.fixture(autouse=True)
def these_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the workspaces of this test are asked; their keys as they were come back."""
    world.acme.talk("Hello")
    world.globex.talk("Hello")
    assert list(WorkspaceEntry.objects.order_by("-id").values_list("id", flat=True)[:2]) == [
        world.globex.id,
        world.acme.id,
    ]
    monkeypatch.setattr(fitting, "MOST", 2)
    yield
    workspace_keys.forget()


def without(world: World, table: str) -> None:
    """As if the dump of the keys had not been loaded."""
    with psycopg.connect(address("ictdesk_admin")) as admin:
        ids = [world.acme.id, world.globex.id]
        admin.execute(f"delete from keys.{table} where workspace_id = any(%s)", [ids])


def test_keys_that_belong_to_the_data(world: World) -> None:
    assert fitting.misfit() == ""
    without_one = world.globex.id
    with psycopg.connect(address("ictdesk_admin")) as admin:
        admin.execute("delete from keys.workspace_key where workspace_id = %s", [without_one])
    assert fitting.misfit() == "", "one that is broken does not close the desk for all"


@pytest.mark.parametrize("table", ["workspace_key", "subject_key"])
def test_data_without_its_rows_of_keys(world: World, table: str) -> None:
    without(world, table)
    assert "not in the database" in fitting.misfit()
    assert quarantine.reason().startswith(quarantine.NO_KEYS)


@pytest.mark.parametrize("beside", ["nothing", "another installation"])
def test_data_without_its_folder_of_keys(tmp_path: Path, settings: Settings, beside: str) -> None:
    numbers, there = root.epochs("cell_eu"), Path(django_settings.ICTDESK_DATA)
    assert (there / "keys").is_dir()
    shutil.copytree(there / "keys", tmp_path / "keys")
    settings.ICTDESK_DATA = tmp_path
    assert fitting.misfit() == "", "a copy of the folder is as good"
    shutil.rmtree(tmp_path / "keys")
    if beside == "another installation":
        for number in range(max(numbers)):
            root.new_epoch("cell_eu", after=number)
    assert ("do not open" if beside != "nothing" else "is not in the folder") in fitting.misfit()
    assert root.epochs("cell_eu") == (
        numbers and list(range(1, max(numbers) + 1)) if beside != "nothing" else []
    )
