"""What somebody took along from one desk comes into another, and leaves it again as it was."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.imports import running
from ictdesk.desk.imports.bundle import Bundle
from ictdesk.desk.imports.lines import BadExport
from ictdesk.desk.imports.report import Report
from ictdesk.kernel.tenancy import workspace_scope
from tests.privacy import bundles
from tests.world import House, World


def taken(house: House, subjects: list[object], path: Path) -> ZipFile:
    _row, archive = bundles.whole(house, subjects, "portability")  # type: ignore[arg-type]
    assert archive.fp is not None
    archive.fp.seek(0)
    path.write_bytes(archive.fp.read())
    return archive


def bring(house: House, path: Path) -> Report:
    with (path.with_suffix(".txt")).open("w", encoding="utf-8") as out:
        return running.run(house.id, house.inbox, "bundle", Bundle(path), Report(out))


def told(archive: ZipFile) -> dict[str, object]:
    """What a person would know it by."""
    files = [archive.read(name) for name in archive.namelist() if name.startswith("files/")]
    return {
        "names": [one["name"] for one in bundles.rows(archive, "contact")],
        "addresses": sorted(one["value"] for one in bundles.rows(archive, "identity")),
        "said": [(one["body"], one["created_at"]) for one in bundles.rows(archive, "message")],
        "files": sorted(files),
        "card": archive.read("contact.vcf"),
    }


def test_there_and_back(world: World, tmp_path: Path) -> None:
    acme, globex = world.acme, world.globex
    theirs = bundles.talk(acme, "It leaks", "In the kitchen", file="sizes.csv")
    acme.say(acme.ada.actor, theirs, "We come at ten")
    before = taken(acme, [theirs.subject_id], tmp_path / "one.zip")
    report = bring(globex, tmp_path / "one.zip")
    assert (report.laid, report.reasons) == (1, {})
    with workspace_scope(globex.id):
        (there,) = contacts.subjects_addressed_as("max@mail.example")
    globex.people["noor"] = globex.hank
    after = taken(globex, [there], tmp_path / "two.zip")
    assert told(after) == told(before)
    assert bring(globex, tmp_path / "one.zip").known == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [({"version": 2}, "schema"), ({"tables": [{"table": "message"}]}, "schema"), ({"more": 1}, "schema")],
)
def test_what_keeps_to_no_schema_changes_nothing(
    world: World, tmp_path: Path, change: dict[str, object], why: str
) -> None:
    theirs = bundles.talk(world.acme, "It leaks")
    archive = taken(world.acme, [theirs.subject_id], tmp_path / "one.zip")
    with ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr("data.json", json.dumps(bundles.data(archive) | change))
    with pytest.raises(BadExport, match=why):
        Bundle(tmp_path / "bad.zip")


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(BadExport, match=r"no archive"):
        Bundle(tmp_path / "x.zip")
