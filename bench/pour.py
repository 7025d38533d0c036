"""Conversations by COPY, as the superuser: row-level security does not let it happen otherwise. For seeding alone.

The product's own models make the first row of each table; the others are that row with what differs written over it.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from bench.installation import Installation

CELL = "ictdesk_cell_eu"
PRIORITIES = ("normal", "high", "low", "urgent")
SHARES = (86, 8, 4, 2)

type Columns = dict[str, Any]


def pour(installation: Installation, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Writes all rows in one COPY; the first one's columns are those of all."""
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return
    names = list(first)
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with (
        psycopg.connect(installation.postgres.dsn("ictdesk_admin", CELL)) as connection,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.write_row([first[name] for name in names])
        for row in iterator:
            copy.write_row([row[name] for name in names])


def columns_of(row: Any) -> Columns:
    """A row's columns, as they go into the database."""
    from django.db import connections

    connection = connections["cell_eu"]
    return {
        field.column: field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in row._meta.concrete_fields
    }


class Tickets:
    """One piece after another of conversations with a message each, as `crowd` makes them."""

    def __init__(self, installation: Installation, house: Any, dice: random.Random) -> None:
        from ictdesk.desk.workspaces.models import Status, Tag, Team

        self.installation, self.house, self.dice = installation, house, dice
        self.statuses = {one.category: one for one in Status.objects.all()}
        self.tags, self.team = list(Tag.objects.all()), Team.objects.get()
        self.members = [person.row.id for person in house.people.values()]
        self.patterns: tuple[Columns, Columns] | None = None

    def pour(self, made: list[tuple[Columns, Columns]]) -> None:
        """Writes a piece, with tags on one in ten and mentions of Ada in one in a hundred."""
        from ictdesk.desk.conversations.models import ConversationTag, Mention
        from ictdesk.kernel.tenancy import workspace_scope

        pour(self.installation, "conversation", (row for row, _ in made))
        pour(self.installation, "message", (message for _, message in made))
        with workspace_scope(self.house.id):
            tagged = [
                ConversationTag(conversation_id=row["id"], tag=self.dice.choice(self.tags))
                for row, _ in made
                if self.dice.random() < 0.1
            ]
            named = [
                Mention(conversation_id=row["id"], message_id=message["id"], member_id=self.house.ada.row.id)
                for row, message in made
                if self.dice.random() < 0.01
            ]
            ConversationTag.objects.bulk_create(tagged)
            Mention.objects.bulk_create(named)

    def rows(
        self, contacts: list[tuple[UUID, UUID]], numbers: Iterable[int], share_open: float, begin: datetime
    ) -> Iterator[tuple[Columns, Columns]]:
        """A conversation and its message for each number; `begin` and a time from there on is when it was said."""
        from bench import crowd
        from ictdesk.kernel.ids import new_id
        from ictdesk.kernel.vault import cipher, keyring

        keys = keyring.subject_keys({subject for _, subject in contacts})
        workspace, dice, words = self.house.id, self.dice, crowd.WORDS.split()
        for n in numbers:
            contact, subject = contacts[n % len(contacts)]
            at = begin + crowd.SPAN * dice.random()
            pattern, first = self._patterns((contact, subject), at)
            id_, message = new_id(), new_id()
            text = f"Hello, number {n}: {' '.join(dice.choices(words, k=12))}"
            yield (
                pattern
                | {"id": id_, "contact_id": contact, "subject_id": subject, "last_message_id": message}
                | self._state(share_open, at)
                | {
                    "subject": cipher.seal(
                        keys[subject], b"", cipher.place(workspace, "conversation", "subject", id_)
                    )
                },
                first
                | {"id": message, "conversation_id": id_, "subject_id": subject, "author_id": contact}
                | {"client_id": uuid4(), "created_at": at}
                | {
                    "body": cipher.seal(
                        keys[subject], text.encode(), cipher.place(workspace, "message", "body", message)
                    )
                },
            )

    def _state(self, share_open: float, at: datetime) -> Columns:
        dice = self.dice
        rest = dice.choices(("solved", "waiting", "snoozed"), (90, 7, 3))[0]
        category = "open" if dice.random() < share_open else rest
        due = category == "open" and dice.random() < 0.4
        return {
            "status_id": self.statuses[category].id,
            "category": category,
            "category_at": at,
            "priority": dice.choices(PRIORITIES, SHARES)[0],
            "team_id": self.team.id if dice.random() < 0.3 else None,
            "assignee_id": dice.choice(self.members) if dice.random() < 0.7 else None,
            "waiting_since": at if category == "open" and dice.random() < 0.6 else None,
            "due_at": at + (at - at.replace(minute=0)) if due else None,
            "due_for": "answer" if due else "",
            "last_message_at": at,
            "list_hour": at.replace(minute=0, second=0, microsecond=0),
            "created_at": at,
        }

    def _patterns(self, contact: tuple[UUID, UUID], at: datetime) -> tuple[Columns, Columns]:
        from bench import crowd

        if self.patterns is None:
            row = crowd.conversation(self.house, self.dice, contact, self.statuses, 0.0, at)
            self.patterns = columns_of(row), columns_of(crowd.first_message(self.dice, row, 0))
        return self.patterns
