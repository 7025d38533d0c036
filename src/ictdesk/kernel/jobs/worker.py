"""The worker: runs the jobs of every database, in the scope of their workspace.

One process serves all cells. Jobs whose worker died are put back by a job of its own.
"""

import asyncio
import logging
import signal
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import close_old_connections
from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.job_context import JobContext
from procrastinate.worker import Worker

from ictdesk.kernel.errors import Ending
from ictdesk.kernel.jobs import stalled
from ictdesk.kernel.jobs.dispatch import Dispatcher
from ictdesk.kernel.jobs.queue import BLUEPRINT, OWN_SCOPE, PERIODIC
from ictdesk.kernel.jobs.twins import OneOfTwo
from ictdesk.kernel.logs import stream
from ictdesk.kernel.logs.about import About, noting
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.planes import CONTROL, cell_aliases

log = logging.getLogger(__name__)

CONCURRENCY = 2
POLL_SECONDS = 5.0
RETRY_SECONDS = 1.0
GRACE_SECONDS = 8.0


def in_workspace(call_next: Any, context: JobContext, worker: Worker) -> Any:
    """Opens the scope that the job was enqueued in; takes the scope's id from the job's arguments."""
    close_old_connections()
    try:
        return _noted(call_next, context)
    except Ending:
        if context.job.task_name not in PERIODIC:
            raise
        log.info("jobs.rests")  # the next one asks again
        return None
    finally:
        close_old_connections()


def _noted(call_next: Any, context: JobContext) -> Any:
    """What fails leaves a line in the personal log, since a job may be about somebody."""
    with noting(About("work", path=context.job.task_name)) as about:
        try:
            return _scoped(call_next, context)
        except Ending:
            raise
        except Exception as error:
            stream.write(about, "failed", error=type(error).__name__[:64])
            raise


def _scoped(call_next: Any, context: JobContext) -> Any:
    if context.job.task_name in OWN_SCOPE:
        return call_next()
    workspace = context.job.task_kwargs.pop("workspace_id", None)
    if workspace is None:
        return call_next()
    with workspace_scope(UUID(str(workspace))):
        return call_next()


def app_for(alias: str) -> App:
    """A procrastinate application on one cell."""
    app = App(connector=PsycopgConnector(conninfo=conninfo(alias), min_size=1, max_size=4))
    app.job_manager = OneOfTwo(app.connector)
    app.add_tasks_from(BLUEPRINT, namespace="")
    return app


async def work(alias: str, stop: asyncio.Event) -> None:
    """Works on one cell until told to stop, also while its database is away."""
    working = asyncio.create_task(keep_working(alias))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopping):
        task.cancel()
    await asyncio.wait([working, stopping], timeout=GRACE_SECONDS)


async def keep_working(alias: str) -> None:
    """Begins anew whenever the connection to the database is lost for good."""
    while True:
        try:
            await work_once(alias)
        except* (exceptions.ConnectorException, psycopg.OperationalError):
            log.warning("worker.database_away")
            await asyncio.sleep(RETRY_SECONDS)


async def work_once(alias: str) -> None:
    """Runs the jobs of one cell until cancelled; what runs then is given time to end."""
    app = app_for(alias)
    async with app.open_async(), asyncio.TaskGroup() as group:
        group.create_task(
            app.run_worker_async(
                concurrency=CONCURRENCY,
                task_middleware=[in_workspace],
                fetch_job_polling_interval=POLL_SECONDS,
                install_signal_handlers=False,
                delete_jobs="successful",
                shutdown_graceful_timeout=GRACE_SECONDS,
                update_heartbeat_interval=stalled.BEAT,
                stalled_worker_timeout=stalled.DEAD_AFTER,
            )
        )
        group.create_task(stalled.sweep(app))
        group.create_task(Dispatcher(alias).run())


async def work_everywhere() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    log.info("worker.started")
    await asyncio.gather(*(work(alias, stop) for alias in cell_aliases()))
    log.info("worker.stopped")


def run() -> None:
    """The process `ictdesk work`."""
    stream.begin(conninfo(CONTROL), settings.ICTDESK_DATA)
    try:
        asyncio.run(work_everywhere())
    finally:
        stream.end()
