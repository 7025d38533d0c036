"""An archive tells everything about one person, and nothing about another."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.test import Client

from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.datamap.vocabulary import PURPOSES
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import schema
from ictdesk.privacy.export.models import Bundle
from tests.privacy import bundles
from tests.world import World

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "privacy" / "bundle.schema.json"


def test_everything_of_one_and_nothing_of_another(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks since Monday", "In the kitchen", file="sizes.csv")
    acme.say(acme.ada.actor, theirs, "We send a plumber")
    other = bundles.talk(acme, "Nobody else reads this", name="Bea", email="bea@mail.example")
    bundles.talk(world.globex, "The neighbour", name="Max", email="max@mail.example")
    row, archive = bundles.whole(acme, [bundles.person(theirs)])
    said = [one["body"] for one in bundles.rows(archive, "message")]
    assert said == ["It leaks since Monday", "In the kitchen", "We send a plumber"]
    assert [one["author_id"] for one in bundles.rows(archive, "message")] == ["you", "you", "Agent 1"]
    words = bundles.text_of(archive)
    assert "max@mail.example" in words
    for foreign in (
        "Nobody else",
        "Bea",
        str(other.id),
        str(other.contact_id),
        "The neighbour",
        "Ada",
        "Okafor",
    ):
        assert foreign not in words, foreign
    (file,) = (name for name in archive.namelist() if name.startswith("files/"))
    assert archive.read(file) == bundles.PICTURE
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["rows"]["message"] == 3
    assert manifest["files"].keys() == {*archive.namelist()} - {"manifest.json"}
    with workspace_scope(acme.id):
        bundle = Bundle.objects.get(request=row)
        assert (bundle.state, bundle.map_hash) == ("ready", manifest["data_map"])


def test_nothing_in_it_runs_or_leaves_its_folder(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(
        acme, "=1+1", "<script>alert(1)</script>", name="=cmd|' /C'!A0", file="../../../x.csv"
    )
    _row, archive = bundles.whole(acme, [theirs.subject_id])
    assert not [name for name in archive.namelist() if ".." in name or name.startswith("/")]
    page = archive.read("conversations/00001.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    table = archive.read("csv/message.csv").decode("utf-8-sig")
    assert ",'=1+1," in table
    assert "'=cmd" in archive.read("csv/contact.csv").decode()


def test_it_keeps_to_the_published_schema(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks")
    row = bundles.case(acme, [theirs.subject_id], "access", "portability")
    bundles.run(acme)
    row = bundles.decided(acme, row)
    bundles.run(acme)
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == schema.schema()
    for variant in ("access", "portable"):
        said = bundles.data(bundles.opened(acme, row, variant))
        jsonschema.validate(said, published)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(said | {"version": 2}, published)


def test_the_schema_is_served(client: Client) -> None:
    answer = client.get("/.well-known/ictdesk-bundle.schema.json", secure=True)
    assert json.loads(answer.content) == schema.schema()


def test_every_purpose_has_a_basis() -> None:
    assert BASIS_OF.keys() == PURPOSES
