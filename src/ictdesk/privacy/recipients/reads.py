"""Notes which people a program read."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.scope import current_scope

NOTE = """
    insert into program_read (id, workspace_id, contact_id, key_id, first_on, last_on)
    select n.id, %(workspace)s, n.contact_id, %(key)s, %(day)s, %(day)s
    from unnest(%(ids)s::uuid[], %(contacts)s::uuid[]) as n (id, contact_id)
    where not exists (select from program_read r where r.workspace_id = %(workspace)s
      and r.contact_id = n.contact_id and r.key_id = %(key)s and r.last_on >= %(day)s)
    on conflict (workspace_id, contact_id, key_id) do update set last_on = excluded.last_on
"""
"""Writes nothing after the first read of a day."""


def note(program: UUID, contacts: Collection[UUID]) -> None:
    """A program read what is known of these people. One statement."""
    scope, people = current_scope(), sorted(set(contacts))
    given: dict[str, Any] = {
        "workspace": scope.workspace,
        "key": program,
        "day": clock.now().date(),
        "ids": [new_id() for _ in people],
        "contacts": people,
    }
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(NOTE, given)
