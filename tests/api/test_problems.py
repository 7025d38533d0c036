import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ictdesk.desk.conversations.models import Message
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.calls import JSON, Aim, aim_at, calls, send
from tests.people.browsers import program, signed_in
from tests.world import World

EVERYTHING = (
    "id workspace_id tenant_id account_id organization_id role is_staff owner owner_id created_at verified plan "
    "seats price_id subject_id seq public_seq author_id author_kind delivery version"
).split()
"""Names that other products let through."""
WITH_BODY = [name for name, (_, _, body) in calls(Aim(*[uuid4()] * 9)).items() if body is not None]


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert (document["status"], document["code"], document["type"]) == (status, code, f"/problems/{code}")
    assert document["title"]
    return document


def messages(world: World) -> int:
    with workspace_scope(world.acme.id):
        return len(Message.objects.all())


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"\xff{", 400, "bad_request"),
        (b"{", 400, "bad_request"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b"{}", 422, "invalid"),
        (b'{"client_id": 1, "body": "x"}', 422, "invalid"),
        (b'{"client_id": "x", "body": "x"}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": 1}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": null}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": ["x"]}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": "x", "note": true}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": ""}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": " \\u0000 "}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": "\\ud800"}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": "x", "attachments": "UUID"}', 422, "invalid"),
        (b'{"client_id": "UUID", "body": "x", "attachments": ["UUID"]}', 404, "not_found"),
        (b'{"client_id": "UUID", "body": "' + b"x" * 16_385 + b'"}', 413, "too_large"),
        (b"x" * 1_100_000, 413, "too_large"),
    ],
)
def test_bad_bodies_are_refused_whole(world: World, body: bytes, status: int, code: str) -> None:
    conversation = world.acme.talk("Hello")
    before, client = messages(world), program(world.acme)
    response = client.post(
        f"/api/v1/conversations/{conversation.id}/messages",
        body.replace(b"UUID", str(uuid4()).encode()),
        content_type=JSON,
    )
    assert problem(response, status, code)
    assert messages(world) == before


def test_a_field_that_is_wrong_is_named_and_not_quoted(world: World) -> None:
    conversation = world.acme.talk("Hello")
    response = program(world.acme).post(
        f"/api/v1/conversations/{conversation.id}/messages",
        {"client_id": "maria@example.org", "body": "x", "sectret": "maria@example.org"},
        content_type=JSON,
    )
    errors = problem(response, 422, "invalid")["errors"]
    assert {error["field"] for error in errors} == {"client_id", "sectret"}
    assert b"maria" not in response.content


@pytest.mark.parametrize("name", WITH_BODY)
def test_fields_that_nobody_documented_are_refused(world: World, name: str) -> None:
    aim = aim_at(world.acme, world.acme.talk("Hello"))
    method, path, body = calls(aim)[name]
    client = program(world.acme)
    for field in EVERYTHING:
        assert problem(send(client, (method, path, {**(body or {}), field: str(uuid4())})), 422, "invalid")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/v1/conversations/not-an-id", 404, "not_found"),
        ("/api/v1/conversations/..%2f..%2fme", 404, "not_found"),
        ("/api/v1/conversations?colour=red", 422, "invalid"),
        ("/api/v1/conversations?view=everything", 422, "invalid"),
        ("/api/v1/conversations?limit=0", 422, "invalid"),
        ("/api/v1/conversations?limit=201", 422, "invalid"),
        ("/api/v1/conversations?cursor=abc", 422, "invalid"),
        ("/api/v1/conversations?inbox=1", 422, "invalid"),
        ("/api/v1/me?x=1", 422, "invalid"),
        ("/api/v1/search", 422, "invalid"),
        ("/api/v1/search?q=%20", 422, "invalid"),
        ("/api/v1/contacts?cursor=%00", 422, "invalid"),
    ],
)
def test_bad_addresses(world: World, path: str, status: int, code: str) -> None:
    assert problem(program(world.acme).get(path), status, code)


def test_a_method_that_is_not_there(world: World) -> None:
    response = program(world.acme).put("/api/v1/me")
    assert problem(response, 405, "method_not_allowed")
    assert response.headers["Allow"] == "GET"


def test_whoever_is_not_known(world: World) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp4"},
        {"X-Workspace": world.acme.slug},
    ):
        response = Client(headers=headers).get("/api/v1/me")
        assert problem(response, 401, "unauthorised")
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="ictdesk"'


def test_a_session_without_a_workspace(world: World) -> None:
    assert problem(signed_in(world.acme.ada).get("/api/v1/me"), 404, "not_found")


def test_a_key_beside_a_session_is_not_replaced_by_it(world: World) -> None:
    client = signed_in(world.acme.ada)
    for value in ("Bearer ictdesk_x", "Basic eDp4"):
        headers = {"X-Workspace": world.acme.slug, "Authorization": value}
        assert problem(client.get("/api/v1/me", headers=headers), 401, "unauthorised")


def test_a_session_changes_something_only_with_the_token(world: World) -> None:
    conversation = world.acme.talk("Hello")
    client = signed_in(world.acme.ada, enforce_csrf_checks=True)
    path, headers = f"/api/v1/conversations/{conversation.id}/solve", {"X-Workspace": world.acme.slug}
    assert problem(client.post(path, headers=headers), 403, "forbidden")
    assert problem(client.post(path, headers=headers | {"X-CSRFToken": "x" * 32}), 403, "forbidden")
    client.get(f"/desk/{world.acme.slug}/inbox/")
    token = client.cookies["csrf"].value
    foreign = headers | {"X-CSRFToken": token, "Origin": "https://evil.example"}
    assert problem(client.post(path, headers=foreign), 403, "forbidden")
    assert client.post(path, headers=headers | {"X-CSRFToken": token}).status_code == 200


def test_the_description_is_valid_and_says_problem() -> None:
    response = Client().get("/api/v1/openapi.json")
    document = json.loads(response.content)
    assert document["openapi"].startswith("3.1")
    assert {"Bearer", "Session"} <= set(document["components"]["securitySchemes"])
    assert all("security" in operation for path in document["paths"].values() for operation in path.values())
