"""Declaring jobs and enqueueing them, with procrastinate.

A job is enqueued through Django's own connection to the cell, hence in the same transaction as the
change that caused it. Handlers must be idempotent: a job whose worker was killed runs again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from procrastinate import Blueprint, RetryDecision, RetryStrategy, exceptions
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from ictdesk.kernel.errors import Ending
from ictdesk.kernel.tenancy import current_scope

type Argument = UUID | str | int | bool

BLUEPRINT = Blueprint()
PERIODIC: dict[str, float] = {}
"""Jobs that every workspace gets again and again: name to seconds between."""
TO_THE_END: set[str] = set()
"""Those of them that go on while the rows of a workspace go."""
OWN_SCOPE: set[str] = set()
"""Jobs that open the scope themselves: see `job`."""
FORGET = """
    delete from procrastinate_jobs j where j.status = 'todo' and j.args ->> 'workspace_id' = %s
      and exists (select from jsonb_each_text(j.args) a where a.key <> 'workspace_id' and a.value = any(%s))
"""
FORGET_ALL = "delete from procrastinate_jobs where status <> 'doing' and args ->> 'workspace_id' = %s"
FORGET_GONE = """
    delete from procrastinate_jobs where id in (
      select j.id from procrastinate_jobs j, jsonb_each_text(j.args) a
      where j.status = 'todo' and j.args ->> 'workspace_id' = %s and a.key <> 'workspace_id'
        and a.value in (select id::text from gone)
    )
"""
"""The same inside of a statement whose `gone` gives the ids; takes the workspace as text."""


class Patient(RetryStrategy):
    """Some attempts; but what a workspace refuses because it comes to its end waits until that is taken back."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, Ending):
            return RetryDecision(retry_in={"seconds": REST})
        return super().get_retry_decision(exception=exception, job=job)


REST = 600
"""Seconds after which a job asks again whether the workspace goes on."""
RETRY = Patient(max_attempts=8, exponential_wait=3)


def job[**P](name: str, *, own_scope: bool = False) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Makes a function a job. It is called with the workspace in scope and the arguments as text.

    `own_scope`: it is given `workspace_id` and opens scopes itself, since it waits for somebody outside:
    a transaction that waits with it would hold up every reader of events in the cell.
    """

    def register(function: Callable[P, None]) -> Callable[P, None]:
        BLUEPRINT.task(name=name, retry=RETRY)(function)
        if own_scope:
            OWN_SCOPE.add(name)
        return function

    return register


def periodic(name: str, *, seconds: float, to_the_end: bool = False) -> None:
    """Has a job, which takes no arguments, enqueued for every workspace about this often.

    `to_the_end`: also while its rows go; every other one ends before.
    """
    PERIODIC[name] = seconds
    if to_the_end:
        TO_THE_END.add(name)


def forget_all() -> None:
    """Takes back every job of the workspace in scope that is not under way."""
    scope = current_scope()
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(FORGET_ALL, [str(scope.workspace)])


def defer(
    name: str, *, once: str = "", in_order: str = "", at: datetime | None = None, **arguments: Argument
) -> bool:
    """Enqueues a job for the workspace in scope; it exists when this transaction commits.

    `once`: not while one with the same word waits (returns False then). `in_order`: jobs with the same
    word run one after another. `at`: not before then.
    """
    scope = current_scope()
    task = configure_task(
        name=name,
        job_manager=JobManager(DjangoConnector(alias=scope.alias)),
        queueing_lock=f"{once}:{scope.workspace}" if once else None,
        lock=f"{in_order}:{scope.workspace}" if in_order else None,
        schedule_at=at,
    )
    try:
        with transaction.atomic(using=scope.alias):  # else a refusal would spoil the caller's transaction
            task.defer(
                workspace_id=str(scope.workspace), **{key: _plain(value) for key, value in arguments.items()}
            )
    except exceptions.AlreadyEnqueued:
        return False
    return True


def forget(ids: Sequence[UUID]) -> int:
    """Takes back waiting jobs that name one of these ids. Returns how many there were."""
    scope = current_scope()
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(FORGET, [str(scope.workspace), [str(id_) for id_ in ids]])
        return int(cursor.rowcount)


def _plain(value: Argument) -> str | int | bool:
    return str(value) if isinstance(value, UUID) else value
