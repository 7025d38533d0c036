"""Each call, tried with the neighbour's ids: the answer is that of ids that never were, and nothing changes."""

import hashlib
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.guard import cell_tables
from ictdesk.surfaces.api.router import api
from tests.api.calls import Aim, aim_at, calls, send
from tests.isolation.privacy_routes import consents, purges
from tests.isolation.routes import Aim as Furnished
from tests.isolation.setup_routes import NAMELESS as OF_SETUP
from tests.isolation.setup_routes import of_setup
from tests.isolation.ticket_routes import of_tickets
from tests.people.browsers import program, signed_in
from tests.world import House, World

OWN_BUSINESS = {"call_count", "idempotent_answer", "api_key"}
"""What the calls of the stranger themselves write, in the stranger's workspace."""
NAMELESS = {
    *OF_SETUP,
    "GET /canned-replies",
    "POST /canned-replies",
    "GET /views",
    "POST /views",
    "GET /me",
    "GET /counts",
    "GET /conversations",
    "GET /contacts",
    "GET /search",
    "GET /attributes",
    "POST /attributes",
    "GET /ticket-fields",
    "POST /ticket-fields",
    "GET /macros",
    "POST /macros",
}
"""Calls that name no object; `test_lists` looks at them."""
OF_MORE_THINGS = {
    "DELETE /contacts/{contact_id}/identities/{identity_id}",
    "GET /contacts/{contact_id}/merge",
    "POST /contacts/{contact_id}/merge",
    "POST /merges/{merge_id}/undo",
    "GET /contacts/{contact_id}/erasure",
    "POST /contacts/{contact_id}/erasure",
    "GET /erasures/{run_id}",
    "POST /messages/{message_id}/corrections",
    "DELETE /corrections/{correction_id}",
    "GET /restrictions/{restriction_id}",
    "POST /contacts/{contact_id}/restriction",
    "POST /restrictions/{restriction_id}/announcement",
    "POST /restrictions/{restriction_id}/lifting",
    "POST /notices/{notice_id}/confirmation",
    "GET /rights-requests/{case_id}/objections",
    "POST /rights-requests/{case_id}/objections",
    "DELETE /rights-requests/{case_id}/objections/{scope}",
    *consents(Furnished.never()),
    *purges(Furnished.never()),
    "PUT /attributes/{attribute_id}",
    "DELETE /attributes/{attribute_id}",
    "GET /conversations/{conversation_id}/mail",
    *of_setup(Furnished.never()),
    *of_tickets(Furnished.never()),
}
"""Calls that need a house with more in it: `tests/isolation/routes.py` has them."""
NAMES = sorted(calls(Aim(*[None] * 10)))  # type: ignore[arg-type]


def state(house: House) -> str:
    """A digest of every row of a workspace."""
    seen = hashlib.sha256()
    with workspace_scope(house.id) as scope, connections[scope.alias].cursor() as cursor:
        for table in sorted(cell_tables() - OWN_BUSINESS):
            cursor.execute(f"select t::text from {table} t order by 1")
            seen.update(repr((table, cursor.fetchall())).encode())
    return seen.hexdigest()


def test_every_call_is_tried() -> None:
    known = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
    }
    assert known == set(NAMES) | NAMELESS | OF_MORE_THINGS


def answer(client: Client, aim: Aim, name: str, **headers: str) -> tuple[int, bytes]:
    response: Any = send(client, calls(aim)[name], **headers)
    return response.status_code, response.content


@pytest.mark.parametrize("name", NAMES)
def test_a_key_of_the_neighbour_finds_nothing(world: World, name: str) -> None:
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    before, stranger = state(world.acme), program(world.globex)
    tried = answer(stranger, aim, name)
    assert tried == answer(stranger, aim.never(), name)
    assert tried[0] == 404
    assert state(world.acme) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_neighbours_owner_finds_nothing(world: World, name: str) -> None:
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    before, hank = state(world.acme), signed_in(world.globex.hank)
    assert answer(hank, aim, name, **{"X-Workspace": world.globex.slug})[0] == 404
    wrong = answer(hank, aim, name, **{"X-Workspace": world.acme.slug})
    assert wrong == answer(hank, aim, name, **{"X-Workspace": "never-was"})
    assert wrong[0] == 404
    assert state(world.acme) == before


@pytest.mark.parametrize("name", NAMES)
def test_the_calls_would_do_something_at_home(world: World, name: str) -> None:
    """The negative control: with the right key the same calls are not refused as unknown."""
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    status, _ = answer(program(world.acme), aim, name)
    if name.startswith("GET /files"):
        assert status == 404  # there is no file with this id at home either
    else:
        assert status != 404


@pytest.mark.parametrize("name", NAMES)
def test_nobody_calls_without_a_key(world: World, name: str) -> None:
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    before = state(world.acme)
    for client in (Client(), Client(headers={"Authorization": "Bearer ictdesk_x"})):
        assert answer(client, aim, name)[0] == 401
    assert state(world.acme) == before


def test_lists_hold_ones_own_only(world: World) -> None:
    mine, theirs = world.acme.talk("A parcel"), world.globex.talk("A parcel")
    client = program(world.globex)
    rows = client.get("/api/v1/conversations?status=any").json()["items"]
    assert [row["id"] for row in rows] == [str(theirs.id)]
    assert client.get("/api/v1/counts").json()["all"] == 1
    contacts = client.get("/api/v1/contacts").json()["items"]
    assert [row["id"] for row in contacts] == [str(theirs.contact_id)]
    assert str(mine.id) not in client.get("/api/v1/search?q=parcel").content.decode()
    names = {member["name"] for member in client.get("/api/v1/me").json()["members"]}
    assert names == {"Hank Weber"}


WRITES = [
    name
    for name in NAMES
    if not name.startswith("GET") and name != "PUT /conversations/{conversation_id}/read"
]


@pytest.mark.parametrize(
    ("who", "name"),
    [("iris", name) for name in WRITES] + [("noor", name) for name in WRITES if not name.endswith("/notes")],
)
def test_whoever_only_looks_changes_nothing(world: World, who: str, name: str) -> None:
    """A privacy officer writes notes, and nothing else."""
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    before = state(world.acme)
    client = signed_in(world.acme.people[who])
    assert answer(client, aim, name, **{"X-Workspace": world.acme.slug})[0] in (403, 422)
    assert state(world.acme) == before


@pytest.mark.parametrize("name", WRITES)
def test_a_key_that_reads_changes_nothing(world: World, name: str) -> None:
    aim = aim_at(world.acme, world.acme.talk("A secret"))
    client = program(world.acme, "conversations:read", "contacts:read", "search:read")
    before = state(world.acme)
    assert answer(client, aim, name)[0] in (403, 422)
    assert state(world.acme) == before
