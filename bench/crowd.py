"""A workspace with as many conversations as asked for, written in large pieces by the product's own models."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg

from bench.installation import ORIGIN, Installation

PIECE = 5_000
CONTACTS = 5_000
WORDS = "order kettle lid parcel bill refund colour size broken late lost thanks"
AGENTS = {f"agent{n}": (f"Agent {n}", "agent") for n in range(8)}
SPAN = timedelta(days=180)

type House = Any
"""A workspace of the tests' cast; known once Django is set up."""


def found(installation: Installation, name: str = "bench") -> House:
    """Makes the workspace: its members, a team, two tags."""
    import django

    django.setup()
    from ictdesk.desk.workspaces.models import Tag, Team
    from ictdesk.kernel.tenancy import workspace_scope
    from tests.world import make_house

    house = make_house(name, cast("Any", {"ada": ("Ada Okafor", "agent"), **AGENTS}), origin=ORIGIN)
    with workspace_scope(house.id):
        Team.objects.create(name="Parcels")
        Tag.objects.bulk_create([Tag(name="vip"), Tag(name="bug")])
    return house


def client(house: House) -> Any:
    """Ada's browser, in this process."""
    from tests.people.browsers import signed_in

    browser = signed_in(house.ada)
    browser.defaults["HTTP_HOST"] = "127.0.0.1"
    return browser


def fill(
    installation: Installation, house: House, count: int, share_open: float, tickets_from: int = 0
) -> None:
    """Contacts with a key each, conversations, a message in each; tags on one in ten, mentions in one in a hundred."""
    from bench.pour import Tickets
    from ictdesk.kernel import clock
    from ictdesk.kernel.tenancy import workspace_scope

    contacts: list[tuple[UUID, UUID]] = []
    for piece in batched(range(min(CONTACTS, count)), PIECE):
        with workspace_scope(house.id):
            contacts += make_contacts(piece)
    with workspace_scope(house.id):
        tickets = Tickets(installation, house, random.Random(7))
    for piece in batched(range(count), PIECE):
        with workspace_scope(house.id):
            rows = list(tickets.rows(contacts, piece, share_open, clock.now() - SPAN))
        for n, (row, _) in zip(piece, rows, strict=True):
            row["number"] = tickets_from + n if tickets_from else None
        tickets.pour(rows)
    if tickets_from:
        count_from(house, tickets_from + count)
    settle()


def count_from(house: House, number: int) -> None:
    """The next ticket gets this number."""
    from ictdesk.desk.conversations.models import TicketCounter
    from ictdesk.kernel.tenancy import workspace_scope

    with workspace_scope(house.id):
        TicketCounter.objects.update_or_create(defaults={"last": number - 1})


def make_contacts(numbers: tuple[int, ...]) -> Iterator[tuple[UUID, UUID]]:
    """Their ids and their subjects."""
    from ictdesk.desk.contacts.models import Contact
    from ictdesk.kernel.vault import keyring

    made = [Contact(subject_id=keyring.new_subject(), name=f"Person {n}") for n in numbers]
    Contact.objects.bulk_create(made)
    return ((one.id, one.subject_id) for one in made)


def make_conversations(
    house: House,
    dice: random.Random,
    contacts: list[tuple[UUID, UUID]],
    numbers: tuple[int, ...],
    share_open: float,
    tickets_from: int,
) -> None:
    """One piece, with what hangs on it. `tickets_from`: the number of the first, if they are tickets."""
    from ictdesk.desk.conversations.models import Conversation, ConversationTag, Mention, Message
    from ictdesk.desk.workspaces.models import Status, Tag, Team
    from ictdesk.kernel import clock

    statuses = {one.category: one for one in Status.objects.all()}
    tags, team, now = list(Tag.objects.all()), Team.objects.get(), clock.now()
    members = [person.row for person in house.people.values()]
    rows, messages, tagged, named = [], [], [], []
    for n in numbers:
        contact, subject = contacts[n % len(contacts)]
        row = conversation(house, dice, (contact, subject), statuses, share_open, now - SPAN * dice.random())
        row.number = tickets_from + n if tickets_from else None
        row.team = team if dice.random() < 0.3 else None
        row.assignee = dice.choice(members) if dice.random() < 0.7 else None
        message = first_message(dice, row, n)
        row.last_message_id = message.id
        rows.append(row)
        messages.append(message)
        if dice.random() < 0.1:
            tagged.append(ConversationTag(conversation=row, tag=dice.choice(tags)))
        if dice.random() < 0.01:
            named.append(Mention(conversation=row, message=message, member=house.ada.row))
    Conversation.objects.bulk_create(rows)
    Message.objects.bulk_create(messages)
    ConversationTag.objects.bulk_create(tagged)
    Mention.objects.bulk_create(named)


def conversation(
    house: House,
    dice: random.Random,
    contact: tuple[UUID, UUID],
    statuses: dict[str, Any],
    share_open: float,
    at: datetime,
) -> Any:
    from ictdesk.desk.conversations.models import Conversation

    rest = dice.choices(("solved", "waiting", "snoozed"), (90, 7, 3))[0]
    category = "open" if dice.random() < share_open else rest
    return Conversation(
        contact_id=contact[0],
        subject_id=contact[1],
        inbox=house.inbox,
        status=statuses[category],
        category=category,
        category_at=at,
        waiting_since=at if category == "open" and dice.random() < 0.6 else None,
        last_message_at=at,
        list_hour=at.replace(minute=0, second=0, microsecond=0),
        created_at=at,
        last_seq=1,
        last_public_seq=1,
        version=1,
        visitor_version=1,
        contact_read_seq=1,
    )


def first_message(dice: random.Random, row: Any, n: int) -> Any:
    from ictdesk.desk.conversations.models import Message

    return Message(
        conversation=row,
        subject_id=row.subject_id,
        seq=1,
        public_seq=1,
        note=False,
        author_kind="contact",
        author_id=row.contact_id,
        client_id=uuid4(),
        fingerprint=b"x" * 16,
        body=f"Hello, number {n}: {' '.join(dice.choices(WORDS.split(), k=12))}",
        created_at=row.created_at,
    )


def times(browser: Any, path: str, runs: int, warm: int) -> list[float]:
    """How long a page takes, in milliseconds, after some that do not count."""
    found = []
    for turn in range(warm + runs):
        started = time.perf_counter()
        answer = browser.get(path)
        took = 1000 * (time.perf_counter() - started)
        assert answer.status_code == 200, answer.content[:500]
        if turn >= warm:
            found.append(took)
    return found


def settle() -> None:
    """What autovacuum does by itself some minutes later."""
    import os

    with psycopg.connect(os.environ["ICTDESK_OWNER_CELL_EU_DSN"], autocommit=True) as owner:
        owner.execute("vacuum analyze")


def queries(act: Callable[[], object]) -> int:
    """How many statements an act takes on both planes, without what begins and ends transactions."""
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    ends = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    with (
        CaptureQueriesContext(connections["cell_eu"]) as cell,
        CaptureQueriesContext(connections["default"]) as control,
    ):
        act()
    seen = [*cell.captured_queries, *control.captured_queries]
    return sum(not one["sql"].startswith(ends) for one in seen)
