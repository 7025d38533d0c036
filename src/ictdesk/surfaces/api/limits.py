"""How often the API may be called: counted in the cell, so that all server processes count together."""

from uuid import UUID

from django.conf import settings
from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.errors import TooManyRequests
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_scope

EACH = 600
"""Calls of one principal in a minute."""
TOGETHER = 3_000
"""Calls of a workspace in a minute."""

COUNT = """
insert into call_count (id, workspace_id, principal_id, minute, calls)
values (%(one)s, %(workspace)s, %(principal)s, %(minute)s, 1), (%(two)s, %(workspace)s, %(workspace)s, %(minute)s, 1)
on conflict (workspace_id, principal_id) do update
set calls = case when call_count.minute = excluded.minute then call_count.calls + 1 else 1 end,
    minute = excluded.minute
returning calls, set_config('synchronous_commit', 'off', true)
"""


def count(principal: UUID) -> None:
    """Counts one call, in a transaction of its own that holds the rows only for a moment.

    Raises `TooManyRequests` with the seconds until the next minute. A count that a crash loses does no harm,
    so its commit does not wait for the disk.
    """
    scope, now = current_scope(), clock.now()
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(
            COUNT,
            {
                "one": new_id(),
                "two": new_id(),
                "workspace": scope.workspace,
                "principal": principal,
                "minute": now.replace(second=0, microsecond=0),
            },
        )
        (each, _), (together, _) = cursor.fetchall()
    factor = settings.ICTDESK_RATE_FACTOR
    if each > EACH * factor or together > TOGETHER * factor:
        raise TooManyRequests(retry_after=60 - now.second)
