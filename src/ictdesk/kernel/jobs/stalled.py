"""Jobs whose worker died: procrastinate knows them by the missing heartbeat, and leaves them to us."""

import asyncio
import logging

from procrastinate import App, exceptions

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between sweeps: with procrastinate's 30 s until a worker counts as dead, under 90 s in all."""


async def sweep(app: App) -> None:
    """Puts stalled jobs back, again and again. One that fails to go back does not stop the others."""
    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs():
                try:
                    await app.job_manager.retry_job(job)
                    log.warning("jobs.retried_stalled")
                except exceptions.ProcrastinateException:
                    log.warning("jobs.stalled_stays")
        except exceptions.ConnectorException:
            log.warning("jobs.database_away")
        await asyncio.sleep(EVERY)
