"""Canned replies through the API."""

from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.people.models import TeamMember
from ictdesk.desk.workspaces.models import CannedReply, Team
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.calls import JSON, PREFIX
from tests.people.browsers import program, signed_in
from tests.world import House, World

ALL = f"{PREFIX}/canned-replies"
NEW = {"shortcut": "Thanks", "title": "Thank you", "body": "Thank you, {{ contact.name }}!"}


def member(house: House, name: str) -> Client:
    client = signed_in(house.people[name])
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return client


def post(client: Client, body: dict[str, Any]) -> Any:
    return client.post(ALL, body, content_type=JSON)


def test_made_changed_and_deleted(world: World) -> None:
    vera = member(world.acme, "vera")
    made = post(vera, NEW)
    assert made.status_code == 201, made.content
    one = made.json()
    assert one == {
        "id": one["id"],
        "shortcut": "thanks",
        "title": "Thank you",
        "body": "Thank you, {{contact.name}}!",
        "team": None,
    }
    assert member(world.acme, "ada").get(ALL).json() == {"items": [one], "next": None}
    changed = vera.patch(f"{ALL}/{one['id']}", {"title": "Thanks"}, content_type=JSON)
    assert changed.json() == one | {"title": "Thanks"}
    assert vera.patch(f"{ALL}/{one['id']}", {"title": "Thanks"}, content_type=JSON).status_code == 409
    assert vera.delete(f"{ALL}/{one['id']}").status_code == 204
    assert vera.get(ALL).json()["items"] == []
    assert vera.delete(f"{ALL}/{one['id']}").status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "Hi {{contact.email}}"}, "{{contact.email}} is not known"),
        ({"body": "Hi {{contact.name.__class__}}"}, "is not known"),
        ({"body": "Hi {{7*7}}"}, "is not known"),
        ({"body": "Hi {{contact.name"}, "two braces"),
        ({"body": "Hi contact.name}}"}, "two braces"),
        ({"body": " "}, "1 to 4000"),
        ({"body": "x" * 4001}, "1 to 4000"),
        ({"shortcut": "two words"}, "A shortcut has"),
        ({"shortcut": ""}, "A shortcut has"),
        ({"title": ""}, "A title has"),
        ({"more": 1}, "not valid"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(world: World, change: dict[str, Any], words: str) -> None:
    answer = post(member(world.acme, "vera"), NEW | change)
    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    with workspace_scope(world.acme.id):
        assert not CannedReply.objects.exists()


def test_a_shortcut_is_taken_once(world: World) -> None:
    vera = member(world.acme, "vera")
    post(vera, NEW)
    assert post(vera, NEW | {"shortcut": "/THANKS"}).status_code == 409
    assert post(member(world.globex, "hank"), NEW).status_code == 201
    other = post(vera, NEW | {"shortcut": "other"}).json()["id"]
    assert vera.patch(f"{ALL}/{other}", {"shortcut": "thanks"}, content_type=JSON).status_code == 409


def test_a_reply_of_a_team_is_offered_to_the_team(world: World) -> None:
    with workspace_scope(world.acme.id):
        team = Team.objects.create(name="Parcels")
        TeamMember.objects.create(team=team, member=world.acme.ada.row)
    vera = member(world.acme, "vera")
    one = post(vera, NEW | {"team": str(team.id)}).json()
    offered = {
        who: bool(member(world.acme, who).get(ALL).json()["items"]) for who in ("vera", "ada", "grace")
    }
    assert offered == {"vera": True, "ada": True, "grace": False}
    vera.patch(f"{ALL}/{one['id']}", {"team": None}, content_type=JSON)
    assert member(world.acme, "grace").get(ALL).json()["items"] == [one | {"team": None}]


def test_only_owners_and_admins_change_them(world: World) -> None:
    one = post(member(world.acme, "vera"), NEW).json()["id"]
    for client in (*(member(world.acme, who) for who in ("ada", "noor", "iris")), program(world.acme)):
        assert post(client, NEW | {"shortcut": "x"}).status_code == 403
        assert client.patch(f"{ALL}/{one}", {"title": "X"}, content_type=JSON).status_code == 403
        assert client.delete(f"{ALL}/{one}").status_code == 403
        assert [row["title"] for row in client.get(ALL).json()["items"]] == ["Thank you"]


def test_the_page(world: World) -> None:
    client, page = signed_in(world.acme.vera), f"/desk/{world.acme.slug}/settings/canned/"
    assert b"No canned reply yet" in client.get(page).content
    wrong = client.post(page, NEW | {"body": "Hi {{x}}"}).content.decode()
    assert "{{x}} is not known" in wrong
    assert "Thank you" in client.post(page, NEW, follow=True).content.decode()
    with workspace_scope(world.acme.id):
        reply = CannedReply.objects.get()
    one = f"{page}{reply.id}/"
    assert b"Thank you, {{contact.name}}!" in client.get(one).content
    assert b"Ciao" in client.post(one, NEW | {"title": "Ciao"}, follow=True).content
    assert b"was deleted" in client.post(f"{one}delete/", follow=True).content
    assert client.get(one).status_code == 404
