"""Keys through the API: the secret is told once, also to whoever repeats; who may not learn of them does not."""

from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.workspaces.models import SigningKey
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api.models import IdempotentAnswer
from tests.api.calls import JSON, PREFIX
from tests.people.browsers import signed_in
from tests.world import House, World

NEW = {"name": "Nightly report", "scopes": ["conversations:read"]}


def member(house: House, name: str) -> Any:
    client: Any = signed_in(house.people[name])
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return client


def test_a_key_opens_until_it_is_withdrawn(world: World) -> None:
    vera = member(world.acme, "vera")
    made = vera.post(f"{PREFIX}/keys", NEW, content_type=JSON).json()
    holder: Any = Client(headers={"Authorization": f"Bearer {made['secret']}"})
    assert holder.get(f"{PREFIX}/conversations").status_code == 200
    assert holder.get(f"{PREFIX}/keys").status_code == 403
    listed = vera.get(f"{PREFIX}/keys").json()["items"]
    assert listed[0] | {"last_used_on": None, "secret": made["secret"]} == made
    assert vera.delete(f"{PREFIX}/keys/{made['id']}").status_code == 204
    assert holder.get(f"{PREFIX}/conversations").status_code == 401
    assert made["id"] not in {one["id"] for one in vera.get(f"{PREFIX}/keys").json()["items"]}


@pytest.mark.parametrize("path", ["/keys", "/inboxes/{inbox}/signing-keys"])
def test_a_repeat_is_not_told_the_secret(world: World, path: str) -> None:
    vera = member(world.acme, "vera")
    path = PREFIX + path.format(inbox=world.acme.inbox.id)
    body = NEW if path.endswith("/keys") else None

    def make() -> Any:
        return vera.post(path, body, content_type=JSON, headers={"Idempotency-Key": "one"}).json()

    first, again = make(), make()
    assert len(first["secret"]) > 40
    assert again == {**first, "secret": None}
    with workspace_scope(world.acme.id):
        assert [row.answer["secret"] for row in IdempotentAnswer.objects.all()] == [None]


def test_two_signing_keys_follow_each_other(world: World) -> None:
    vera, path = member(world.acme, "vera"), f"{PREFIX}/inboxes/{world.acme.inbox.id}/signing-keys"
    first, second = (vera.post(path, content_type=JSON).json() for _ in range(2))
    assert first["secret"] != second["secret"]
    assert vera.post(path, content_type=JSON).status_code == 409
    elsewhere = vera.post(f"{PREFIX}/inboxes", {"name": "Shop"}, content_type=JSON).json()["id"]
    assert vera.delete(f"{PREFIX}/inboxes/{elsewhere}/signing-keys/{first['id']}").status_code == 404
    assert vera.delete(f"{path}/{first['id']}").status_code == 204
    assert [one["id"] for one in vera.get(path).json()["items"]] == [second["id"]]
    with workspace_scope(world.acme.id):
        assert SigningKey.objects.get(id=first["id"]).withdrawn_at is not None


@pytest.mark.parametrize(
    ("method", "path", "body", "words"),
    [
        ("POST", "/keys", NEW | {"scopes": []}, "not valid"),
        ("POST", "/keys", NEW | {"scopes": ["members:write"]}, "not valid"),
        ("POST", "/keys", NEW | {"name": " "}, "1 to 80"),
        ("POST", "/keys", NEW | {"expires_at": "2030-01-01T00:00:00"}, "not valid"),
        ("POST", "/keys", NEW | {"expires_at": "2020-01-01T00:00:00Z"}, "is over"),
        ("PUT", "/security", {"second_step": False, "sign_in_hours": 721}, "1 to 720"),
        ("PUT", "/security", {"second_step": False, "sign_in_hours": -1}, "1 to 720"),
        ("PUT", "/security", {"second_step": "yes", "sign_in_hours": 1}, "not valid"),
    ],
)
def test_what_is_wrong_changes_nothing(
    world: World, method: str, path: str, body: dict[str, Any], words: str
) -> None:
    vera = member(world.acme, "vera")
    before = [vera.get(f"{PREFIX}{one}").json() for one in ("/keys", "/security")]
    answer = getattr(vera, method.lower())(f"{PREFIX}{path}", body, content_type=JSON)
    assert (answer.status_code, words in answer.json()["detail"]) == (422, True), answer.content
    assert [vera.get(f"{PREFIX}{one}").json() for one in ("/keys", "/security")] == before


def test_who_asks_for_a_second_step_has_one(world: World) -> None:
    vera = member(world.acme, "vera")
    refused = vera.put(f"{PREFIX}/security", {"second_step": True, "sign_in_hours": 0}, content_type=JSON)
    assert (refused.status_code, "lock yourself out" in refused.json()["detail"]) == (409, True)
    assert vera.get(f"{PREFIX}/security").json() == {"second_step": False, "sign_in_hours": 0}


def test_an_old_sign_in_opens_nothing_any_more(world: World) -> None:
    vera = member(world.acme, "vera")
    session = vera.session
    long_ago = clock.now().timestamp() - 7200
    session["account_authentication_methods"] = [{"method": "password", "at": long_ago}]
    session.save()
    assert vera.get(f"{PREFIX}/security").status_code == 200
    said = vera.put(f"{PREFIX}/security", {"second_step": False, "sign_in_hours": 1}, content_type=JSON)
    assert said.json() == {"second_step": False, "sign_in_hours": 1}
    assert vera.get(f"{PREFIX}/security").json()["code"] == "sign_in_over"
