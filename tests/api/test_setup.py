"""The workspace's settings through the API: who may, what is refused, what a refusal leaves as it was."""

from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces.models import Status
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.audit import checkpoints
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.calls import JSON, PREFIX
from tests.isolation.setup_routes import NAMELESS
from tests.people.browsers import program, signed_in
from tests.world import US, House, World

FOR_ADMINS = {
    f"{PREFIX}/sender-domains",
    f"{PREFIX}/mailboxes",
    f"{PREFIX}/me/digest",
    f"{PREFIX}/me/signature",
    f"{PREFIX}/keys",
    f"{PREFIX}/purges",
    f"{PREFIX}/security",
}


def member(house: House, name: str) -> Client:
    client = signed_in(house.people[name])
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return client


def call(client: Client, method: str, path: str) -> Any:
    return client.generic(method, f"{PREFIX}{path}")


def send(client: Client, method: str, path: str, body: dict[str, Any]) -> Any:
    return getattr(client, method.lower())(f"{PREFIX}{path}", body, content_type=JSON)


def admin_of(house: House) -> Client:
    """Vera's right hand: everything but owners."""
    with workspace_scope(house.id):
        people.change_role(actor=US, member=house.grace.row, role="admin")
    return member(house, "grace")


@pytest.mark.parametrize("name", NAMELESS)
def test_a_key_reads_and_changes_nothing(world: World, name: str) -> None:
    method, path, body = NAMELESS[name]
    client: Any = program(world.acme)
    with workspace_scope(world.acme.id):
        checkpoints.make()  # as the worker does each hour
    answer = (
        client.generic(method, path)
        if body is None
        else getattr(client, method.lower())(path, body, content_type=JSON)
    )
    if name == "POST /rights-requests":
        assert answer.status_code == 201, "a key with the scope for it writes down what people ask"
        assert (
            program(world.acme, "search:read", "rights:read").post(path, body, content_type=JSON).status_code
            == 403
        )
        return
    if name == "POST /consents/lookup":
        assert answer.status_code == 200, "it only looks"
        assert program(world.acme, "consents:write").post(path, body, content_type=JSON).status_code == 403
        return
    reads = method == "GET" and path not in FOR_ADMINS
    assert answer.status_code == (200 if reads else 403)
    if reads:
        others = ["contacts:write"] if name == "GET /notices" else ["search:read", "contacts:write"]
        assert program(world.acme, *others).get(path).status_code == 403


def test_nobody_gives_or_takes_more_than_they_have(world: World) -> None:
    grace, vera = admin_of(world.acme), world.acme.vera.row.id
    new = {"name": "Eve", "email": "eve@mail.example"}
    assert send(grace, "POST", "/members", new | {"role": "owner"}).status_code == 403
    assert send(grace, "PUT", f"/members/{vera}/role", {"role": "agent"}).status_code == 403
    assert (
        send(grace, "PUT", f"/members/{world.acme.grace.row.id}/role", {"role": "owner"}).status_code == 403
    )
    assert call(grace, "DELETE", f"/members/{vera}").status_code == 403
    assert send(grace, "POST", "/members", new | {"role": "admin"}).status_code == 201
    last = send(member(world.acme, "vera"), "PUT", f"/members/{vera}/role", {"role": "agent"})
    assert (last.status_code, last.json()["code"]) == (409, "last_owner")


def test_addresses_are_for_who_manages_members(world: World) -> None:
    seen = {
        who: [one["email"] for one in member(world.acme, who).get(f"{PREFIX}/members").json()["items"]]
        for who in ("vera", "ada", "iris")
    }
    assert seen["vera"] == [person.email for person in world.acme.people.values()]
    assert seen["ada"] == seen["iris"] == [None] * 5
    assert {one["email"] for one in program(world.acme).get(f"{PREFIX}/members").json()["items"]} == {None}


def test_an_invitation_is_sent_once(world: World) -> None:
    vera, new = member(world.acme, "vera"), {"name": "Eve", "email": "eve@mail.example", "role": "agent"}
    first, again = (
        vera.post(f"{PREFIX}/members", new, content_type=JSON, headers={"Idempotency-Key": "eve"})
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    taken = send(vera, "POST", "/members", new)
    assert (taken.status_code, taken.json()["code"]) == (409, "already_member")


def test_a_status_goes_and_its_conversations_get_another(world: World) -> None:
    vera, talk = member(world.acme, "vera"), world.acme.talk()
    new = {"name": "On fire", "category": "open", "public_label": "At once"}
    urgent = send(vera, "POST", "/statuses", new).json()
    send(vera, "PUT", f"/conversations/{talk.id}/status", {"status_id": urgent["id"]})
    with workspace_scope(world.acme.id):
        open_, solved = (Status.objects.get(name=name).id for name in ("Open", "Solved"))
    one = f"/statuses/{urgent['id']}"
    assert call(vera, "DELETE", one).status_code == 409
    assert call(vera, "DELETE", f"{one}?replacement={solved}").status_code == 422
    assert call(vera, "DELETE", f"{one}?replacement={urgent['id']}").status_code == 422
    assert call(vera, "DELETE", f"{one}?instead={open_}").status_code == 422
    assert call(vera, "DELETE", f"{one}?replacement={open_}").status_code == 204
    with workspace_scope(world.acme.id):
        assert Conversation.objects.get(id=talk.id).status_id == open_
        assert not Status.objects.filter(name="On fire").exists()
    assert call(vera, "DELETE", f"/statuses/{solved}?replacement={open_}").status_code == 409


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("PATCH", "/workspace", {"hours": {"7": [["09:00", "17:00"]]}}, "Weekdays are"),
        ("PATCH", "/workspace", {"hours": {"0": [["17:00", "09:00"]]}}, "first before"),
        ("PATCH", "/workspace", {"hours": {"0": [["09:00", "13:00"], ["12:59", "17:00"]]}}, "overlap"),
        ("PATCH", "/workspace", {"hours": {"0": [["09:00"]]}}, "not valid"),
        ("PATCH", "/workspace", {"name": " "}, "1 to 120"),
        ("PATCH", "/workspace", {"colour": "#000000"}, "not valid"),
        ("PUT", "/holidays", {"holidays_of": "XX", "closed_days": []}, "not known"),
        ("PUT", "/holidays", {"holidays_of": "DE-XX", "closed_days": []}, "not known"),
        ("PUT", "/holidays", {"holidays_of": "", "closed_days": [{"day": "1 May", "name": "x"}]}, "2027"),
        ("POST", "/inboxes", {"name": "", "allowed_origins": []}, "1 to 80"),
        ("POST", "/inboxes", {"name": "x", "allowed_origins": ["*"]}, "not the address"),
        ("POST", "/notice", {"text": ""}, "1 to 600"),
        ("POST", "/teams", {"name": ""}, "A team"),
        ("POST", "/members", {"name": "x", "email": "nobody", "role": "agent"}, ""),
        ("POST", "/members", {"name": "x", "email": "e@mail.example", "role": "god"}, "not valid"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    world: World, method: str, path: str, body: dict[str, Any], words: str
) -> None:
    vera = member(world.acme, "vera")
    reads = [
        f"{PREFIX}{part}"
        for part in ("/workspace", "/holidays", "/inboxes", "/notice/versions", "/teams", "/members")
    ]
    before = [vera.get(one).json() for one in reads]
    answer = send(vera, method, path, body)
    assert answer.status_code == 422, answer.content
    assert words in answer.json()["detail"]
    assert [vera.get(one).json() for one in reads] == before


def test_a_day_may_have_a_break(world: World) -> None:
    hours = {"2": [["13:00", "17:00"], ["09:00", "12:00"]]}
    answer = send(member(world.acme, "vera"), "PATCH", "/workspace", {"hours": hours})
    assert answer.json()["hours"] == {"2": [["09:00", "12:00"], ["13:00", "17:00"]]}
    with workspace_scope(world.acme.id):
        assert workspace().name == answer.json()["name"]


def test_a_former_member_is_in_no_team(world: World) -> None:
    vera, ada = member(world.acme, "vera"), str(world.acme.ada.row.id)
    team = send(vera, "POST", "/teams", {"name": "Parcels", "members": [ada]}).json()
    assert call(vera, "DELETE", f"/members/{ada}").status_code == 204
    assert send(vera, "PATCH", f"/teams/{team['id']}", {"name": "Boxes"}).json()["members"] == []
    assert send(vera, "PATCH", f"/teams/{team['id']}", {"members": [ada]}).status_code == 422
