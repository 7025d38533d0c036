"""Every address of Django, with the neighbour's ids, as everybody: the answer of ids that never were."""

import re

import pytest
from django.test import Client

from tests.isolation import public_routes, routes
from tests.isolation.conftest import fresh_home
from tests.isolation.furnished import Furnished, digest
from tests.isolation.routes import ALL, Aim, Attempt
from tests.isolation.strangers import STRANGERS, narrow_program, program
from tests.people.browsers import secret_of
from tests.world import make_world

EACH = [(name, kind) for name in ALL for kind in ("all", *routes.used(name))]
SLUGS = routes.slug_attempts(Aim.never())
ONCE = re.compile(rb'(nonce|value)="[^"]*"|"(csrf|cursor)": ?"[^"]*"')
"""What differs between two answers to the same question: marks against forged requests, sealed cursors."""
OF_CONTACTS = {f"GET /contacts/{{contact_id}}{part}" for part in ("", "/page", "/merge")}
OWN_NOTICES = "POST /notices/{notice_id}/confirmation"
"""Whatever its scopes, a program confirms what it was told itself; of another's it hears that there is none."""
MAY_WRITE = {"owner", "admin", "agent", "program"}


def test_every_route_has_an_entry() -> None:
    listed = {name for name in ALL if " " in name} | routes.API_WITHOUT_IDS
    assert routes.api_names() == listed
    pages = {name for name in ALL if " " not in name} | set(SLUGS)
    others = (
        public_routes.ONLY_LEADS_ON
        | public_routes.OF_NO_WORKSPACE
        | public_routes.OF_A_PERSON
        | public_routes.BY_SECRET
        | public_routes.OF_VENDOR
    )
    assert set(routes.page_names()) == pages | others


def test_every_entry_names_an_id() -> None:
    assert {name for name in ALL if not routes.used(name)} == public_routes.BY_A_WORD


def answer(client: Client, aim: Aim, attempt: Attempt) -> tuple[int, bytes, bytes]:
    status, body, location = routes.send(client, attempt)
    return status, ONCE.sub(b"", aim.hide(body)), aim.hide(location.encode())


OFFICE = {
    "GET /erasures/{run_id}",
    "POST /purges",
    "GET /purges/{purge_id}",
    "POST /purges/{purge_id}/confirmation",
    "DELETE /purges/{purge_id}",
    "PUT /data-protection-lead",
    "GET /restrictions/{restriction_id}",
    "POST /restrictions/{restriction_id}/announcement",
    "POST /restrictions/{restriction_id}/lifting",
    "POST /notices/{notice_id}/confirmation",
    "GET /rights-requests/{case_id}",
    "GET /rights-requests/{case_id}/objections",
    "POST /rights-requests/{case_id}/objections",
    "DELETE /rights-requests/{case_id}/objections/{scope}",
}
"""Agents are sent away before anything is looked up."""


@pytest.mark.parametrize(("name", "kind"), EACH)
def test_the_neighbours_ids_are_as_ids_of_nothing(
    acme: Furnished,
    globex: Furnished,
    acme_before: dict[str, str],
    strangers: dict[str, Client],
    name: str,
    kind: str,
) -> None:
    theirs, never = Aim.at(acme), Aim.never()
    if kind != "all":
        theirs, never = (routes.one_of(Aim.at(globex), other, kind) for other in (theirs, never))
    for who, client in strangers.items():
        for at in routes.naming(name, kind, theirs):
            tried = answer(client, theirs, ALL[name](theirs)[at])
            assert tried == answer(client, never, ALL[name](never)[at]), who
            assert tried[0] not in (201, 204, 500), who
            if " " in name and "?status" not in ALL[name](theirs)[at][1] and who in MAY_WRITE:
                assert tried[0] in ((403, 404) if name in OFFICE else (404,)), who
    assert digest(acme.house) == acme_before


@pytest.mark.parametrize("name", SLUGS)
def test_the_neighbours_address_is_as_no_address(
    acme: Furnished, acme_before: dict[str, str], strangers: dict[str, Client], name: str
) -> None:
    theirs, never = Aim.at(acme), Aim.never()
    for who, client in strangers.items():
        for mine, nothing in zip(
            routes.slug_attempts(theirs)[name], routes.slug_attempts(never)[name], strict=True
        ):
            tried = answer(client, theirs, mine)
            assert tried == answer(client, never, nothing), who
            assert tried[0] in (302, 404, 405), who
    assert digest(acme.house) == acme_before


def test_at_home_the_same_attempts_do_something(at_home: Furnished) -> None:
    """The negative control: the owner's own ids are answered otherwise than ids of nothing."""
    own, owner = Aim.at(at_home), STRANGERS["owner"](at_home)
    routes.send(owner, ALL["PUT /conversations/{conversation_id}/assignee"](own)[0])
    for name, kind in EACH:
        if kind in ("all", "file"):
            continue  # an uploaded file is its uploader's until a message shows it
        if name in routes.SPEND:
            own, owner = Aim.at(house := fresh_home()), STRANGERS["owner"](house)
        never = routes.one_of(own, Aim.never(), kind)
        for at in routes.naming(name, kind, own):
            tried = answer(owner, own, ALL[name](own)[at])
            assert tried != answer(owner, never, ALL[name](never)[at]), (name, kind)


@pytest.mark.parametrize("scope", ["search:read", "contacts:read"])
def test_a_key_without_the_scope_changes_and_reads_nothing(at_home: Furnished, scope: str) -> None:
    client, own = narrow_program(at_home, scope), Aim.at(at_home)
    before = digest(at_home.house, but=frozenset({"call_count", "api_key"}))
    for name in (name for name in ALL if " " in name):
        if scope == "contacts:read" and name in OF_CONTACTS:
            continue
        for attempt in ALL[name](own):
            status, body, _ = answer(client, own, attempt)
            assert status in ((404,) if name == OWN_NOTICES else (403, 422)), name
            assert b"parcel" not in body
    assert digest(at_home.house, but=frozenset({"call_count", "api_key"})) == before


@pytest.mark.parametrize("path", ["/contacts?email=max@mail.example", "/search?q=stairs"])
def test_looking_for_what_only_another_knows(at_home: Furnished, path: str) -> None:
    """Who does not hold it gets what a word of nobody gets."""
    assert program(at_home).get(f"/api/v1{path}").json()["items"]
    empty = Client(headers={"Authorization": f"Bearer {secret_of(make_world().globex)}"})
    nothing = f"/api/v1{path.partition('=')[0]}=never@never.example"
    assert empty.get(f"/api/v1{path}").content == empty.get(nothing).content
