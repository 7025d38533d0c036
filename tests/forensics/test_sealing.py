"""A visitor's words are in no data file, no log of writes, no dump, no log and no stored file; search finds them."""

import base64
import os
import subprocess
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.project.cluster import PROGRAMS
from tests.forensics.markers import Markers, scan
from tests.forensics.ways_in import Inside
from tests.isolation.databases import address
from tests.realtime.client import Desk
from tests.server import Server
from tests.world import World

SAID = "widget hotpath visitorsocket agentsocket agentsocketnote edited note".split()
"""Ways that end in a message's text, which search finds."""


@pytest.fixture(scope="module")
def markers() -> Markers:
    return Markers()


@pytest.fixture(scope="module")
def inside(logged_server: Server, markers: Markers, module_world: World) -> Inside:
    """All ways gone, and what was written read by the worker's readers."""
    with Desk(logged_server, module_world.acme) as desk:
        gone = Inside(desk, markers)
        gone.all()
        with workspace_scope(desk.house.id):
            for name in readers.READERS:
                readers.run(name)
        for way in SAID:
            hits = gone.call("GET", f"/search?q={markers.stem}{way}").json()["items"]
            assert len(hits) == 1, way
        assert not gone.call("GET", f"/search?q={markers.stem}answer").json()["items"], (
            "the edited text is gone"
        )
        shown = gone.call("GET", f"/contacts/{gone.contact}").text
        assert f"{markers.stem}pagename" in shown
        assert f"{markers.stem}address" in shown
    return gone


def on_disk() -> None:
    """Makes the server write everything it holds in memory."""
    with psycopg.connect(address("ictdesk_admin"), autocommit=True) as connection:
        connection.execute("checkpoint")


def dump(database: str, folder: Path) -> Path:
    """A dump as a backup would make it: without what is rebuilt."""
    target = folder / f"{database}.sql"
    dsn = address("ictdesk_admin", database).partition("&options")[0]
    command = [str(PROGRAMS / "pg_dump"), "--no-unlogged-table-data", f"--file={target}", dsn]
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
    return target


def test_all_ways_were_gone(inside: Inside, markers: Markers) -> None:
    assert len(markers.used) == len(set(markers.used)) >= 30


def test_no_file_of_the_installation_holds_a_word(
    inside: Inside, markers: Markers, data_folder: Path
) -> None:
    """Heap, indexes, write-ahead log, logs, sealed files, mail."""
    on_disk()
    kinds = {file.relative_to(data_folder).parts[:2] for file in data_folder.rglob("*") if file.is_file()}
    looked_at = {"/".join(kind) for kind in kinds}
    assert {"postgres/base", "postgres/pg_wal", "postgres/log", "logs/forensics"} <= looked_at
    assert any(place.startswith("files/") for place in looked_at)
    assert scan(markers, [data_folder]) == {}


@pytest.mark.parametrize("plane", ["ictdesk_cell_eu", "ictdesk_control"])
def test_no_dump_holds_a_word(inside: Inside, markers: Markers, tmp_path: Path, plane: str) -> None:
    text = dump(plane, tmp_path).read_text()
    assert inside.desk.house.slug in text
    assert markers.found_in(text.encode()) == set()


def test_an_unsealed_word_would_be_found(inside: Inside, data_folder: Path, tmp_path: Path) -> None:
    """The negative control: the name of a tag is a setting, not sealed; a file and a log line in plain."""
    plain, house = Markers(), inside.desk.house
    with workspace_scope(house.id):
        conversation = Conversation.objects.find(id=UUID(inside.conversation))
        commands.set_tags(actor=house.ada.actor, conversation=conversation, names=[plain.word("tag")])
    name = storages["blobs"].save("plain", ContentFile(plain.word("file").encode()))
    log = data_folder / "logs" / "forensics" / "control.log"
    log.write_text(plain.word("log").encode("utf-16-le").hex() + plain.word("line"))
    on_disk()
    found = scan(plain, [data_folder])
    storages["blobs"].delete(name)
    log.unlink()
    assert any(place.startswith("postgres/base/") for place in found)
    assert any(place.startswith("postgres/pg_wal/") for place in found)
    assert {"files/plain", "logs/forensics/control.log"} <= found.keys()
    assert plain.found_in(dump("ictdesk_cell_eu", tmp_path).read_bytes()) == {plain.stem + "tag"}


@pytest.mark.parametrize("coded", ["hex", "base64", "utf-16-le", "upper"])
def test_a_word_in_another_form_would_be_found(coded: str, tmp_path: Path) -> None:
    plain = Markers()
    text = f"It says {plain.word('coded')} here".encode()
    forms = {"hex": text.hex().encode(), "base64": base64.b64encode(text), "upper": text.upper()}
    forms["utf-16-le"] = text.decode().encode("utf-16-le")
    (tmp_path / "file").write_bytes(b"\0" * 1_000 + forms[coded])
    assert list(scan(plain, [tmp_path])) == ["file"]
