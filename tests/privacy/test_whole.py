"""A whole workspace in one file: all that is its own, open, and nothing of anybody else."""

import argparse
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pyrage
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from ictdesk.desk.senders import commands as senders
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.export import whole
from ictdesk.privacy.export.whole import LEFT_OUT, Whole
from ictdesk.project import exporting
from ictdesk.project.errors import StartupProblem
from tests.privacy import bundles
from tests.world import US, House, World

type Rows = list[dict[str, Any]]


def archive(house: House) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(Whole(house.id).pieces())))


def rows(found: ZipFile, table: str) -> Rows:
    return [json.loads(line) for line in found.read(f"tables/{table}.jsonl").splitlines()]


def test_everything_of_one_workspace_and_nothing_of_another(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "The kettle leaks", file="order.csv")
    acme.say(acme.ada.actor, talk, "Do not tell Max", note=True)
    bundles.talk(world.globex, "The boiler hisses")
    found = archive(acme)
    said = json.loads(found.read("workspace.json"))
    assert [row["body"] for row in rows(found, "message")] == ["The kettle leaks", "Do not tell Max"]
    assert [row["name"] for row in rows(found, "contact")] == ["Max"]
    assert {row["name"] for row in rows(found, "member")} == {
        "Vera Lind",
        "Ada Okafor",
        "Grace Ng",
        "Noor Haddad",
        "Iris Blom",
    }
    (file,) = rows(found, "attachment")
    assert found.read(f"files/{file['blob_id']}") == bundles.PICTURE
    assert "boiler" not in bundles.text_of(found)
    tables = {model._meta.db_table for model in cell_models()} - LEFT_OUT.keys()
    assert (
        set(said["rows"]) == tables == {name[7:-6] for name in found.namelist() if name.startswith("tables/")}
    )
    assert set(said["members"]) == set(found.namelist()) - {"workspace.json"}


def test_keys_and_secrets_stay_here_and_the_erased_stay_erased(world: World) -> None:
    acme = world.acme
    talk = bundles.talk(acme, "The kettle leaks", file="order.csv")
    bundles.talk(acme, "Hi", name="Bea", email="bea@mail.example")
    with workspace_scope(acme.id):
        senders.add_domain(actor=US, name="shop.example")
        keyring.destroy(talk.subject_id)
    found = archive(acme)
    said = json.loads(found.read("workspace.json"))
    assert [row["body"] for row in rows(found, "message")] == [None, "Hi"]
    assert len(said["missing_files"]) == 1
    assert "private_key" not in rows(found, "sender_domain")[0]
    assert said["columns_left_out"]["sender_domain"] == ["private_key"]
    assert "PRIVATE KEY" not in bundles.text_of(found)
    assert {"tables/workspace_key.jsonl", "tables/subject_key.jsonl"}.isdisjoint(found.namelist())


def test_keys_are_read_for_many_rows_at_once(world: World) -> None:
    """As many statements for thirty people as for three, besides their files."""
    acme = world.acme
    for number in range(3):
        bundles.talk(acme, "Hi", email=f"p{number}@mail.example")
    few = statements(acme)
    for number in range(3, 9):
        bundles.talk(acme, "Hi", email=f"p{number}@mail.example")
    assert statements(acme) == few


def statements(house: House) -> int:
    keyring.forget()
    with CaptureQueriesContext(connections["cell_eu"]) as seen:
        archive(house)
    return len(seen)


def test_the_command_seals_it_and_leaves_no_half_of_a_file(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = world.acme
    bundles.talk(acme, "The kettle leaks")
    target = tmp_path / "acme.zip.age"
    asked = argparse.Namespace(workspace=acme.slug, target=target)
    exporting.run(asked)
    word = capsys.readouterr().out.strip().split()[-1]
    sealed = target.read_bytes()
    assert b"kettle" not in sealed
    assert (target.stat().st_mode & 0o777, len(word)) == (0o600, 29)
    opened = ZipFile(io.BytesIO(pyrage.passphrase.decrypt(sealed, word)))
    assert rows(opened, "message")[0]["body"] == "The kettle leaks"
    with workspace_scope(acme.id):
        assert AuditRecord.objects.filter(action="workspace.export").count() == 1
    with pytest.raises(StartupProblem, match="File exists"):
        exporting.run(asked)
    assert target.read_bytes() == sealed
    with pytest.raises(StartupProblem, match="no such workspace"):
        exporting.run(argparse.Namespace(workspace="nobody", target=tmp_path / "x"))
    monkeypatch.setattr(whole, "CHUNK", 0)  # no iterator takes that
    with pytest.raises(ValueError, match="hunk"):
        exporting.run(argparse.Namespace(workspace=acme.slug, target=tmp_path / "half"))
    assert not (tmp_path / "half").exists()
