"""How often the API may be called: counted in the cell, so that all server processes count together."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from ictdesk.desk.people import queries
from ictdesk.kernel import clock
from ictdesk.kernel.actor import ApiKey
from ictdesk.kernel.errors import TooManyRequests
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_scope
from ictdesk.kernel.tenancy.planned import planned_cursor
from ictdesk.surfaces.api.models import CallCount

EACH = 600
"""Calls of one principal in a minute."""
TOGETHER = 3_000
"""Calls of a workspace in a minute."""

COUNTED = """
on conflict (workspace_id, principal_id) do update
set calls = case when call_count.minute = excluded.minute then call_count.calls else 0 end + excluded.calls,
    minute = excluded.minute
returning principal_id, calls, set_config('synchronous_commit', 'off', true)
"""
COUNT = f"""
insert into call_count (id, workspace_id, principal_id, minute, calls)
select x.id, %(workspace)s, x.principal, %(minute)s, x.calls
from unnest(%(ids)s::uuid[], %(principals)s::uuid[], %(calls)s::int[]) with ordinality as x (id, principal, calls, place)
order by x.place {COUNTED}
"""  # noqa: S608 - built from our own words
COUNT_HOLDER = f"""
with holder as materialized ({queries.HOLDER}), counted as (
  insert into call_count (id, workspace_id, principal_id, minute, calls)
  select x.id, %(workspace)s, x.principal, %(minute)s, 1
  from holder h, lateral (values (1, %(one)s::uuid, h.id), (2, %(two)s::uuid, %(workspace)s::uuid)) x (place, id, principal)
  order by x.place {COUNTED}
)
select h.id, h.scopes, h.last_used_on, c.principal_id, c.calls from holder h, counted c
"""  # noqa: S608 - built from our own words


def holder(secret: str) -> ApiKey:
    """Whom an API key lets act, and the count of this call, as `count` does, in one statement.

    Raises `Unauthorised` as `queries.key_holder`, and `TooManyRequests`.
    """
    scope, now = current_scope(), clock.now()
    asked = queries.holder_asked(secret) | {
        "minute": now.replace(second=0, microsecond=0),
        "one": new_id(),
        "two": new_id(),
    }
    with planned_cursor() as cursor:
        cursor.execute(COUNT_HOLDER, asked)
        rows = cursor.fetchall()
    found = queries.held(rows[0][:3] if rows else None)
    refuse(over(scope.workspace, (row[3:] for row in rows)), now)
    return found


def count(principal: UUID) -> None:
    """Counts one call, in a transaction of its own that holds the rows only for a moment.

    Raises `TooManyRequests` with the seconds until the next minute. A count that a crash loses does no harm,
    so its commit does not wait for the disk.
    """
    scope, now = current_scope(), clock.now()
    with planned_cursor() as cursor:
        cursor.execute(COUNT, parameters(scope.workspace, {principal: 1}, now))
        rows = cursor.fetchall()
    refuse(over(scope.workspace, rows), now)


def parameters(workspace: UUID, calls: Mapping[UUID, int], now: datetime) -> dict[str, Any]:
    """The statement's parameters for calls by principal: always in the same order of locks, the workspace last."""
    counted = [*sorted(calls.items()), (workspace, sum(calls.values()))]
    return {
        "workspace": workspace,
        "minute": now.replace(second=0, microsecond=0),
        "ids": [new_id() for _ in counted],
        "principals": [principal for principal, _ in counted],
        "calls": [n for _, n in counted],
    }


def over(workspace: UUID, rows: Iterable[tuple[Any, ...]]) -> set[UUID]:
    """Who is over a limit by the statement's answer: principals, or the workspace itself."""
    factor = settings.ICTDESK_RATE_FACTOR
    return {who for who, n, *_ in rows if n > (TOGETHER if who == workspace else EACH) * factor}


def refuse(who: set[UUID], now: datetime) -> None:
    """Raises `TooManyRequests` when anybody is over a limit."""
    if who:
        raise TooManyRequests(retry_after=60 - now.second)


def drop_old() -> None:
    """Forgets who called, a day after they last did."""
    CallCount.objects.filter(minute__lt=clock.now() - timedelta(days=1)).delete()
