import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ictdesk.desk.conversations import commands
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.destinations import destinations
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
    assert first["counts"] == {
        "all": 1,
        "unassigned": 1,
        "members": {},
        "inboxes": {str(acme.inbox.id): 1},
        "teams": {},
        "tags": {},
        "mentions": {},
    }
    assert first["list"]["filter"]["view"] == "all"
    keys = {page["key"]: page["name"] for page in first["pages"] if page["key"]}
    assert keys == {"i": "Inbox", "c": "Contacts", "s": "Settings"}
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
    shown = first["list"]["filter"]["view"], first["list"]["items"], first["open"]
    assert shown == ("mine", [], None)


def test_the_address_narrows_the_list(world: World) -> None:
    acme, client = world.acme, signed_in(world.acme.ada)
    red, _blue = acme.talk("Red"), acme.talk("Blue")
    with workspace_scope(acme.id):
        commands.set_tags(actor=acme.ada.actor, conversation=red, names=["colour"])
    base = f"/desk/{acme.slug}/inbox/all/"
    shown = data(client, f"{base}?tag=colour&status=any&sort=waiting")["list"]
    assert [row["id"] for row in shown["items"]] == [str(red.id)]
    assert (shown["filter"]["tag"], shown["filter"]["sort"]) == ("colour", "waiting")
    for query in ("status=lost", "inbox=x", "sort=age", "colour=red"):
        assert client.get(f"{base}?{query}").status_code == 404, query


@pytest.mark.parametrize("who", ["vera", "ada", "iris", "noor"])
def test_the_palette_leads_to_pages_that_open(world: World, who: str) -> None:
    """And to every one that opens: what the role may not see is not offered."""
    client = signed_in(world.acme.people[who])
    offered = {page["url"] for page in data(client, f"/desk/{world.acme.slug}/inbox/")["pages"]}
    opening = {
        url
        for one in destinations()
        for url in [reverse(one.name, args=[world.acme.slug])]
        if client.get(url).status_code in (200, 302)  # the settings lead on to a page that the role may see
    }
    assert offered == opening


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
    assert len(statements(cell)) == 12, "\n".join(statements(cell))  # the last: that they looked is on record
    assert len(statements(control)) == 3, "\n".join(statements(control))


def statements(seen: CaptureQueriesContext) -> list[str]:
    """What was asked, without what begins and ends transactions."""
    ends = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(ends)]
