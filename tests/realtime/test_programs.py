"""A program's new conversation takes the hot path, and nobody can tell by the answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import reading, starting
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.people.models import ApiKey
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox, Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.surfaces.api import limits
from tests.people.browsers import secret_of
from tests.realtime.client import PATIENCE, Desk
from tests.server import Server
from tests.world import US, House, World

HOT, DJANGO = "application/json", "application/json; charset=utf-8"
"""What tells the two ways apart: the type of their answers."""
SCOPES = ["conversations:read", "conversations:write", "contacts:read"]


class Program:
    """Calls the API with a key of the workspace."""

    def __init__(self, server: Server, house: House, scopes: list[str] | None = None) -> None:
        self.house = house
        self.key = secret_of(house, *(scopes or SCOPES))
        self.url = f"{server.url}/api/v1/conversations"

    def start(self, *, by_django: bool = False, **more: Any) -> httpx.Response:
        """A new ticket. Only Django keeps answers for repeats, so a call with such a key is its."""
        headers = {"Authorization": f"Bearer {self.key}"}
        if by_django:
            headers["Idempotency-Key"] = uuid4().hex
        body = {
            "inbox_id": str(self.house.inbox.id),
            "client_id": str(uuid4()),
            "body": "The kettle leaks",
            "subject": "Kettle",
            "ticket": True,
        }
        return httpx.post(self.url, json=body | more, headers=headers, timeout=PATIENCE)


def person(house: House) -> Contact:
    with workspace_scope(house.id):
        return contacts.make_contact(actor=US, name="Max")


def like(shown: dict[str, Any]) -> dict[str, Any]:
    """An answer without what no two conversations share."""
    own = {"id", "created_at", "last_message_at", "first_response_at"}
    ticket = {**shown["ticket"], "number": 0} if shown["ticket"] else None
    return {k: v for k, v in shown.items() if k not in own} | {
        "ticket": ticket,
        "preview": {**shown["preview"], "at": ""},
        "answered": bool(shown["first_response_at"]),
    }


CASES: dict[str, dict[str, Any]] = {
    "ticket": {},
    "conversation": {"ticket": False},
    "note": {"note": True},
    "without subject": {"subject": ""},
    "a card number": {"body": "4111 1111 1111 1111", "subject": "4111 1111 1111 1111"},
}


def test_the_answer_and_the_rows_are_those_of_the_other_way(server: Server, world: World) -> None:
    program, contact = Program(server, world.acme), str(person(world.acme).id)
    for name, more in CASES.items():
        quick = program.start(contact_id=contact, **more)
        slow = program.start(contact_id=contact, by_django=True, **more)
        assert (quick.status_code, slow.status_code) == (201, 201), (name, quick.text, slow.text)
        assert [quick.headers["content-type"], slow.headers["content-type"]] == [HOT, DJANGO], name
        assert like(quick.json()) == like(slow.json()), name
        assert rows(world.acme, quick) == rows(world.acme, slow), name


def rows(house: House, answer: httpx.Response) -> list[dict[str, Any]]:
    """What was stored of one, without what differs from conversation to conversation."""
    id_ = UUID(answer.json()["id"])
    own = {
        "id",
        "conversation_id",
        "message_id",
        "client_id",
        "fingerprint",
        "number",
        "last_message_id",
        "xid",
    }
    with workspace_scope(house.id):
        found = [
            *Conversation.objects.filter(id=id_),
            *Message.objects.filter(conversation=id_),
            *Event.objects.filter(conversation_id=id_),
        ]
        return [
            {
                field.attname: getattr(row, field.attname)
                for field in row._meta.concrete_fields
                if field.attname not in own
                and not field.attname.endswith(("_at", "_hour"))
                and field.name != "at"
            }
            for row in found
        ]


def test_both_ways_at_once_number_without_holes(server: Server, world: World) -> None:
    program, contact = Program(server, world.acme), str(person(world.acme).id)

    def make(n: int) -> int:
        answer = program.start(contact_id=contact, by_django=n % 3 == 0)
        return int(answer.json()["ticket"]["number"])

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(make, range(24))) == list(range(1, 25))


REFUSED: dict[str, tuple[Callable[[], dict[str, Any]], int]] = {
    "no contact": (lambda: {"contact_id": str(uuid4())}, 404),
    "no id": (lambda: {"contact_id": "me"}, 422),
    "no inbox": (lambda: {"inbox_id": str(uuid4())}, 404),
    "no type": (lambda: {"type_id": str(uuid4())}, 404),
    "a type of what is no ticket": (lambda: {"type_id": str(uuid4()), "ticket": False}, 404),
    "unknown field": (lambda: {"workspace_id": str(uuid4())}, 422),
    "wrong type": (lambda: {"body": 7}, 422),
    "flag as text": (lambda: {"ticket": "yes"}, 422),
    "empty": (lambda: {"body": " \n"}, 422),
    "long subject": (lambda: {"subject": "x" * 251}, 422),
    "over 16 KiB": (lambda: {"body": "é" * 8_193}, 413),
    "over the hot path's cap": (lambda: {"body": "x" * 70_000}, 413),
}


def test_what_is_refused_is_refused_by_django_and_stores_nothing(server: Server, world: World) -> None:
    program, contact = Program(server, world.acme), str(person(world.acme).id)
    assert program.start(contact_id=contact).headers["content-type"] == HOT
    for name, (made, status) in REFUSED.items():
        body = {"contact_id": contact} | made()
        quick, slow = program.start(**body), program.start(by_django=True, **body)
        assert (quick.status_code, slow.status_code) == (status, status), name
        assert quick.json() == slow.json(), name
    with workspace_scope(world.acme.id):
        assert Conversation.objects.count() == 1


def test_a_stranger_s_ids_name_nothing_even_after_they_were_used(server: Server, world: World) -> None:
    ours, theirs = Program(server, world.acme), Program(server, world.globex)
    contact = str(person(world.globex).id)
    assert theirs.start(contact_id=contact).status_code == 201
    assert ours.start(contact_id=contact).status_code == 404
    own = str(person(world.acme).id)
    assert ours.start(contact_id=own).status_code == 201
    assert ours.start(contact_id=own, inbox_id=str(world.globex.inbox.id)).status_code == 404


def test_each_scope_is_asked_for_although_the_contact_is_remembered(server: Server, world: World) -> None:
    contact = str(person(world.acme).id)
    assert Program(server, world.acme).start(contact_id=contact).headers["content-type"] == HOT
    for lacking, status in {
        "conversations:write": 403,
        "contacts:read": 403,
        "conversations:read": 201,
    }.items():
        poor = Program(server, world.acme, [scope for scope in SCOPES if scope != lacking])
        answers = [poor.start(contact_id=contact, by_django=by_django) for by_django in (False, True)]
        assert [answer.status_code for answer in answers] == [status] * 2, lacking
        assert answers[0].headers["content-type"] == answers[1].headers["content-type"], lacking


def test_a_key_that_was_withdrawn_opens_nothing_although_it_is_remembered(
    server: Server, world: World
) -> None:
    program, contact = Program(server, world.acme), str(person(world.acme).id)
    assert program.start(contact_id=contact).status_code == 201
    with workspace_scope(world.acme.id):
        ApiKey.objects.update(revoked_at=clock.now())
    assert program.start(contact_id=contact).status_code == 401


def test_programs_that_are_switched_off_start_nothing_although_their_keys_are_remembered(
    server: Server, world: World
) -> None:
    """For good, or since an assessment ran out: the statement asks for itself."""
    program, contact = Program(server, world.acme), str(person(world.acme).id)
    assert program.start(contact_id=contact).status_code == 201
    past, later = (clock.now() + timedelta(days=days) for days in (-1, 1))
    for switch, status in ((False, 403), (later.isoformat(), 201), (past.isoformat(), 403), (True, 201)):
        with workspace_scope(world.acme.id):
            Workspace.objects.update(purposes={"programs": switch})
        assert program.start(contact_id=contact).status_code == status


def test_a_contact_who_went_into_another_is_the_other(server: Server, world: World) -> None:
    program, one, two = Program(server, world.acme), person(world.acme), person(world.acme)
    assert program.start(contact_id=str(one.id)).json()["contact"]["id"] == str(one.id)
    with workspace_scope(world.acme.id):
        Contact.objects.filter(id=one.id).update(merged_into=two)
    assert program.start(contact_id=str(one.id)).json()["contact"]["id"] == str(two.id)


def test_a_closed_inbox_takes_nothing(server: Server, world: World) -> None:
    program, contact = Program(server, world.acme), str(person(world.acme).id)
    assert program.start(contact_id=contact).status_code == 201
    with workspace_scope(world.acme.id):
        Inbox.objects.filter(id=world.acme.inbox.id).update(active=False)
    assert program.start(contact_id=contact).status_code == 404


def test_agents_see_it_at_once(desk: Desk, server: Server, world: World) -> None:
    line = desk.agent(world.acme.ada)
    answer = Program(server, world.acme).start(contact_id=str(person(world.acme).id), body="Look here")
    event = line.until_body("Look here")
    assert event["conversation"]["id"] == answer.json()["id"]


def test_calls_count_together_with_all_others(world: World) -> None:
    factor = 4 / limits.EACH
    with Server(ICTDESK_RATE_FACTOR=str(factor)) as strict:
        program, contact = Program(strict, world.acme), str(person(world.acme).id)
        answers = [program.start(contact_id=contact, by_django=n % 2 == 1) for n in range(9)]
    # Each minute has room for four, and one may end in between: of nine at least one is refused, none before the fifth.
    assert [answer.status_code for answer in answers[:4]] == [201] * 4
    late = [answer for answer in answers if answer.status_code != 201]
    assert {(answer.status_code, answer.json()["code"]) for answer in late} == {(429, "too_many_requests")}


def test_the_statement_run_again_stores_nothing_again(world: World) -> None:
    """As after a connection that was lost while it committed."""
    acme, contact = world.acme, person(world.acme)
    with workspace_scope(acme.id):
        fault = workspaces.make_ticket_type(actor=US, name="Fault")
        made = starting.start(
            workspace=acme.id,
            key=keyring.subject_key(contact.subject_id),
            contact_id=contact.id,
            subject_id=contact.subject_id,
            inbox_id=acme.inbox.id,
            client_id=uuid4(),
            text="Hello",
            title="",
            ticket=True,
            type_id=fault.id,
            note=False,
            author=("system", acme.id, acme.id),
        )
        answers = [
            starting.results(
                reading.fetch(starting.START, starting.parameters(acme.id, [made], clock.now()))
            )[0]
            for _ in range(2)
        ]
        assert (Conversation.objects.count(), Message.objects.count()) == (1, 1)
    assert [one.appended.outcome for one in answers] == ["stored", "repeat"]
    assert [one.number for one in answers] == [1, 1]
