"""An agent's day through the API: every call does what its contract says."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.calls import JSON, PREFIX
from tests.people.browsers import program, signed_in
from tests.world import House, World


def agent(house: House) -> Client:
    client = signed_in(house.people["ada"])
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return client


def put(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.put(f"{PREFIX}{path}", body, content_type=JSON)


def test_who_i_am_and_what_i_may(world: World) -> None:
    me = agent(world.acme).get(f"{PREFIX}/me").json()
    assert (me["kind"], me["name"], me["role"]) == ("member", "Ada Okafor", "agent")
    assert "conversation.reply" in me["can"]
    assert "key.manage" not in me["can"]
    assert [status["category"] for status in me["statuses"]] == ["open", "waiting", "snoozed", "solved"]
    assert [inbox["name"] for inbox in me["inboxes"]] == ["Website"]
    assert {member["name"] for member in me["members"]} >= {"Vera Lind", "Grace Ng"}


def test_answer_note_assign_and_solve(world: World) -> None:
    acme, client = world.acme, agent(world.acme)
    one = f"/conversations/{acme.talk('Where is my parcel?').id}"
    said = client.post(
        f"{PREFIX}{one}/messages", {"client_id": str(uuid4()), "body": "On its way"}, content_type=JSON
    )
    assert (said.status_code, said.json()["kind"], said.json()["author"]["name"]) == (
        201,
        "public",
        "Ada Okafor",
    )
    note = client.post(
        f"{PREFIX}{one}/notes", {"client_id": str(uuid4()), "body": "Ask the shop"}, content_type=JSON
    )
    assert (note.status_code, note.json()["kind"], note.json()["seq"]) == (201, "note", 3)
    assert (
        put(client, f"{one}/assignee", {"member_id": str(acme.grace.row.id)}).json()["assignee"]["name"]
        == "Grace Ng"
    )
    assert client.get(f"{PREFIX}/counts").json()["members"] == {str(acme.grace.row.id): 1}
    assert put(client, f"{one}/assignee", {"member_id": None}).json()["assignee"] is None
    assert put(client, f"{one}/priority", {"priority": "urgent"}).json()["priority"] == "urgent"
    assert put(client, f"{one}/tags", {"tags": ["vip", "parcel"]}).json()["tags"] == ["parcel", "vip"]
    assert put(client, f"{one}/read", {"seq": 2}).json()["agent_read_seq"] == 3
    assert client.post(f"{PREFIX}{one}/solve").json()["status"]["category"] == "solved"
    assert client.post(f"{PREFIX}{one}/reopen").json()["status"]["category"] == "open"
    bodies = [m["body"] for m in client.get(f"{PREFIX}{one}/messages").json()["items"]]
    assert bodies == ["Where is my parcel?", "On its way", "Ask the shop"]


def test_snoozing_needs_a_time_to_come(world: World) -> None:
    client, one = agent(world.acme), f"/conversations/{world.acme.talk().id}"
    with workspace_scope(world.acme.id):
        snoozed = str(Status.objects.get(category="snoozed").id)
    later = (clock.now() + timedelta(hours=2)).isoformat()
    for body in (
        {"status_id": snoozed},
        {"status_id": snoozed, "snoozed_until": "2020-01-01T00:00:00Z"},
        {"status_id": snoozed, "snoozed_until": "2030-01-01T00:00:00"},
    ):
        assert put(client, f"{one}/status", body).status_code == 422
    assert (
        put(client, f"{one}/status", {"status_id": snoozed, "snoozed_until": later}).json()["status"][
            "category"
        ]
        == "snoozed"
    )


def test_ones_own_words_are_edited_and_deleted(world: World) -> None:
    client, one = agent(world.acme), f"/conversations/{world.acme.talk('Mine').id}"
    said = client.post(
        f"{PREFIX}{one}/messages", {"client_id": str(uuid4()), "body": "Typo"}, content_type=JSON
    ).json()
    path = f"{PREFIX}/messages/{said['id']}"
    edited = client.patch(path, {"body": "No typo"}, content_type=JSON).json()
    assert (edited["body"], edited["edited_at"] is not None) == ("No typo", True)
    deleted = client.delete(path).json()
    assert (deleted["body"], deleted["deleted"]) == ("", True)
    assert client.delete(path).json()["code"] == "gone"
    theirs = client.get(f"{PREFIX}{one}/messages").json()["items"][0]
    assert (
        client.patch(f"{PREFIX}/messages/{theirs['id']}", {"body": "x"}, content_type=JSON).status_code == 403
    )


def test_pages_of_messages_go_both_ways(world: World) -> None:
    client, conversation = agent(world.acme), world.acme.talk("1", "2", "3", "4", "5")
    path = f"{PREFIX}/conversations/{conversation.id}/messages"
    newest = client.get(f"{path}?limit=2").json()
    assert [m["body"] for m in newest["items"]] == ["4", "5"]
    older = client.get(f"{path}?limit=2&before={newest['next']}").json()
    assert [m["body"] for m in older["items"]] == ["2", "3"]
    after = client.get(f"{path}?limit=2&after=1").json()
    assert ([m["body"] for m in after["items"]], after["next"]) == (["2", "3"], "3")
    assert client.get(f"{path}?limit=2&after=4").json()["next"] is None


def test_pages_of_conversations_hold_each_once(world: World) -> None:
    made = [str(world.acme.talk().id) for _ in range(5)]
    client, seen, cursor = agent(world.acme), [], ""
    while True:
        page = client.get(f"{PREFIX}/conversations?limit=2&cursor={cursor}").json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == made[::-1]


def test_start_on_behalf_of_a_contact(world: World) -> None:
    acme, client = world.acme, agent(world.acme)
    contact = acme.talk("Hello").contact_id
    sent = {
        "inbox_id": str(acme.inbox.id),
        "contact_id": str(contact),
        "client_id": str(uuid4()),
        "body": "News",
    }
    made = client.post(f"{PREFIX}/conversations", sent, content_type=JSON)
    assert (made.status_code, made.json()["contact"]["id"]) == (201, str(contact))


def test_contacts_are_corrected_and_found(world: World) -> None:
    client, contact = agent(world.acme), world.acme.talk(name="Mx").contact_id
    path = f"{PREFIX}/contacts/{contact}"
    changed = client.patch(path, {"name": "Max", "email": "max@example.net"}, content_type=JSON).json()
    assert (changed["name"], changed["identities"][0]["value"]) == ("Max", "max@example.net")
    found = client.get(f"{PREFIX}/contacts?email=MAX@example.net").json()["items"]
    assert [row["id"] for row in found] == [str(contact)]
    assert client.get(f"{PREFIX}/contacts?email=max@example").json()["items"] == []


def test_a_file_is_uploaded_and_sent(world: World) -> None:
    client, conversation = agent(world.acme), world.acme.talk()
    headers = {"X-File-Name": "r%C3%A9sum%C3%A9.txt"}
    up = client.post(
        f"{PREFIX}/files?conversation={conversation.id}",
        b"plain words",
        content_type="text/plain",
        headers=headers,
    )
    assert (up.status_code, up.json()["name"], up.json()["type"]) == (201, "résumé.txt", "text/plain")
    one, other = f"{PREFIX}/files/{up.json()['id']}", program(world.acme)
    assert client.get(one).json()["size"] == 11
    assert other.get(one).status_code == 404  # somebody else's draft
    sent = {"client_id": str(uuid4()), "body": "", "attachments": [up.json()["id"]]}
    path = f"{PREFIX}/conversations/{conversation.id}/messages"
    assert client.post(path, sent, content_type=JSON).json()["attachments"][0]["name"] == "résumé.txt"
    assert other.get(one).status_code == 200
    wrong = headers | {"X-Content-SHA256": "0" * 64}
    bad = client.post(
        f"{PREFIX}/files?conversation={conversation.id}", b"x", content_type="text/plain", headers=wrong
    )
    assert bad.json()["code"] == "hash_mismatch"


LISTS = {"/conversations?status=any": 6, "/conversations?sort=due": 6, "/contacts": 6}
"""Queries in the cell, the scope's and the key's included, and whom the program read."""


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_queries_however_long(world: World, path: str, rows: int) -> None:
    for _ in range(rows):
        world.acme.talk()
    client = program(world.acme)
    client.get(f"{PREFIX}{path}")
    with CaptureQueriesContext(connections["cell_eu"]) as cell:
        assert len(client.get(f"{PREFIX}{path}").json()["items"]) == rows
    statements = [q["sql"] for q in cell.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(statements) == LISTS[path], "\n".join(statements)
