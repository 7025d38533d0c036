"""A second region on a data folder: added, copied by itself, and brought back into another installation."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ictdesk.project.embedded import EmbeddedPostgres

ADD = ("region", "add", "us", "--place", "Ashburn, United States", "--country", "US")
FOUND = """
import sys, django
django.setup()
from ictdesk.desk.contacts.commands import make_contact
from ictdesk.desk.workspaces.commands import found_workspace
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
for slug, region in (("here", "eu"), ("there", "us")):
    with workspace_scope(found_workspace(slug=slug, name=slug, region=region).id):
        make_contact(actor=System("tests"), name=f"Max of {region}")
"""
READ = """
import django
django.setup()
from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project import quarantine
why = quarantine.reason()
print(why or [])
for entry in WorkspaceEntry.objects.order_by("slug") if not why else []:
    with workspace_scope(entry.id):
        print(entry.slug, Contact.objects.get().name)
"""


class Desk:
    """An installation whose own PostgreSQL runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = EmbeddedPostgres(folder)

    def ictdesk(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ictdesk", *arguments, "--data", str(self.folder)]
        return subprocess.run(command, check=False, capture_output=True, text=True, env=clean())

    def done(self, *arguments: str) -> str:
        said = self.ictdesk(*arguments)
        assert said.returncode == 0, said.stderr + said.stdout
        return said.stdout

    def run(self, program: str) -> str:
        """With the environment that the parts under `up` have."""
        from ictdesk.project import installation
        from ictdesk.project.folder import DataFolder

        told = clean() | without(installation.environment(DataFolder(self.folder), 8000))
        told["DJANGO_SETTINGS_MODULE"] = "ictdesk.project.settings"
        done = subprocess.run(
            [sys.executable, "-c", program], check=False, capture_output=True, text=True, env=told
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def clean() -> dict[str, str]:
    """Nothing of the tests' own installation."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}


def without(told: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if name.startswith("ICTDESK_")}


@pytest.fixture(scope="module")
def bare() -> Iterator[None]:
    """The tests' own databases are out of sight of whoever asks the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("ICTDESK_") and "TEST" not in name]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """The database's own user has to come through."""
    folder = Path(tempfile.mkdtemp(prefix="ictdesk-regions-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def first(bare: None, place: Path) -> Iterator[Desk]:
    desk = Desk(place / "first")
    desk.server.start()
    try:
        desk.done("migrate")
        yield desk
    finally:
        desk.server.stop()


def test_a_region_is_added_copied_and_restored_by_itself(first: Desk, place: Path) -> None:
    wrong = first.ictdesk("region", "add", "US", "--place", "Ashburn", "--country", "US")
    assert "small letters" in wrong.stderr
    assert "Start the desk again" in first.done(*ADD)
    assert "Start the desk again" in first.done(*ADD), "what was begun is finished"
    moved = first.ictdesk(*ADD[:3], "--place", "Paris, France", "--country", "FR")
    assert "a cell does not move" in moved.stderr
    first.run(FOUND)
    listed = first.done("region", "list")
    assert listed.count("1 workspaces") == 2
    assert "Ashburn, United States" in listed

    home, abroad = place / "copies", place / "copies-us"
    assert "not among these copies: us" in first.ictdesk("backup", str(home)).stderr
    first.done("backup", str(abroad), "--region", "us")
    files = {path.name for path in abroad.rglob("*") if path.is_file()}
    assert {"cell_us.dump", "cell_us_keys.dump"} <= files
    assert not {"control.dump", "cell_eu.dump", "signing_key"} & files
    assert not {"cell_us.dump"} & {path.name for path in home.rglob("*")}

    root, other = (first.folder / "secrets" / name for name in ("root_key", "root_key_us"))
    second = Desk(place / "second")
    second.done("restore", str(home), "--root-key", str(root))
    second.server.start()
    try:
        assert "Workspaces live in us" in second.run(READ), "it stays closed until all of it is here"
        refused = second.ictdesk("restore", str(abroad), "--region", "us", "--root-key", str(other))
        assert "make it first" in refused.stderr
        second.done(*ADD)
        crossed = second.ictdesk("restore", str(home), "--region", "us", "--root-key", str(other))
        assert "These copies are of region eu" in crossed.stderr
        second.done("restore", str(abroad), "--region", "us", "--root-key", str(other))
        assert second.run(READ).splitlines() == ["[]", "here Max of eu", "there Max of us"]
    finally:
        second.server.stop()
