import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.browsers import signed_in
from tests.world import World

HARMFUL = "</script><script>alert(1)</script><!-- & ' \u2028"


def data(client: Client, path: str) -> Any:
    page = client.get(path).content.decode()
    found = re.search(r'<script id="first-paint" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_first_paint_holds_everything(world: World) -> None:
    acme, conversation = world.acme, world.acme.talk("Where is my parcel?")
    first = data(signed_in(acme.ada), f"/desk/{acme.slug}/inbox/all/c/{conversation.id}/")
    assert (first["me"]["name"], first["me"]["role"]) == ("Ada Okafor", "agent")
    assert "conversation.reply" in first["me"]["can"]
    assert first["workspace"]["slug"] == acme.slug
    assert {member["name"] for member in first["members"]} == {
        "Vera Lind",
        "Ada Okafor",
        "Grace Ng",
        "Noor Haddad",
        "Iris Blom",
    }
    assert [row["id"] for row in first["list"]["items"]] == [str(conversation.id)]
    assert [m["body"] for m in first["open"]["messages"]] == ["Where is my parcel?"]
    assert first["counts"] == {"all": 1, "unassigned": 1, "members": {}}
    assert first["urls"] == {
        "api": "/api/v1",
        "socket": "ws://desk.test/rt/v1/socket",
        "base": f"/desk/{acme.slug}/inbox/",
    }
    assert first["limits"] == {"text": 16384, "file": 20 * 1024 * 1024}
    assert first["cursor"]
    assert len(first["csrf"]) == 64


def test_mine_is_the_view_of_an_address_without_one(world: World) -> None:
    world.acme.talk()
    first = data(signed_in(world.acme.ada), f"/desk/{world.acme.slug}/inbox/")
    assert (first["list"]["view"], first["list"]["items"], first["open"]) == ("mine", [], None)


def test_words_of_a_visitor_stay_words(world: World) -> None:
    conversation = world.acme.talk(HARMFUL, name="</script><b>Max")
    client, path = signed_in(world.acme.ada), f"/desk/{world.acme.slug}/inbox/all/c/{conversation.id}/"
    assert data(client, path)["open"]["messages"][0]["body"] == HARMFUL
    assert "<script>alert" not in client.get(path).content.decode()
    assert "<b>Max" not in client.get(f"/desk/{world.acme.slug}/contacts/").content.decode()


def test_a_conversation_that_is_not_there_leaves_the_list(world: World) -> None:
    client = signed_in(world.acme.ada)
    theirs = world.globex.talk()
    for id_ in (uuid4(), theirs.id):
        assert data(client, f"/desk/{world.acme.slug}/inbox/all/c/{id_}/")["open"] is None
    for place in ("nothing/", "all/c/", "all/c/x/", f"all/c/{theirs.id}/more/", "c"):
        assert client.get(f"/desk/{world.acme.slug}/inbox/{place}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_however_long_the_list(world: World, rows: int) -> None:
    conversations = [world.acme.talk("One", "Two") for _ in range(rows)]
    client = signed_in(world.acme.ada)
    path = f"/desk/{world.acme.slug}/inbox/all/c/{conversations[0].id}/"
    data(client, path)
    with (
        CaptureQueriesContext(connections["cell_eu"]) as cell,
        CaptureQueriesContext(connections["default"]) as control,
    ):
        assert len(data(client, path)["list"]["items"]) == rows
    assert len(statements(cell)) == 17, "\n".join(statements(cell))
    assert len(statements(control)) == 6, "\n".join(statements(control))


def statements(seen: CaptureQueriesContext) -> list[str]:
    """What was asked, without what begins and ends transactions."""
    ends = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(ends)]
