"""The queue as it lies in the database."""

import json
from typing import Any
from uuid import UUID

from django.db import connections

from ictdesk.kernel.tenancy import workspace_scope
from tests.isolation.databases import CELL


def jobs(workspace: UUID, task: str) -> list[dict[str, Any]]:
    """The jobs of a workspace with this name, oldest first."""
    with workspace_scope(workspace), connections[CELL].cursor() as cursor:
        cursor.execute(
            "select id, status::text, attempts, args::text, lock, queueing_lock, worker_id, scheduled_at from procrastinate_jobs "
            "where task_name = %s and args->>'workspace_id' = %s order by id",
            [task, str(workspace)],
        )
        assert cursor.description
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [job | {"args": json.loads(job["args"])} for job in found]


def first_in_line(workspace: UUID) -> None:
    """Puts a workspace's jobs before those that other tests have left in the queue, and makes them due."""
    with workspace_scope(workspace), connections[CELL].cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set priority = 100, scheduled_at = null "
            "where status = 'todo' and args->>'workspace_id' = %s",
            [str(workspace)],
        )


def silence(worker: int) -> None:
    """Lets half a minute pass for a worker that says nothing any more."""
    with connections[CELL].cursor() as cursor:
        cursor.execute(
            "update procrastinate_workers set last_heartbeat = now() - interval '16 seconds' where id = %s",
            [worker],
        )
