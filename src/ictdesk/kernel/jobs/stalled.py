"""Jobs whose worker died: procrastinate knows them by the missing heartbeat, and leaves them to us."""

import asyncio
import logging

from procrastinate import App, exceptions

log = logging.getLogger(__name__)

BEAT = 3.0
"""Seconds between the signs of life that a worker gives."""
DEAD_AFTER = 15.0
"""Seconds without one after which a worker counts as dead: a busy machine may miss a few."""
EVERY = 5.0
"""Seconds between sweeps: a killed worker's jobs wait 20 s at most, so that no mail waits for a minute."""


async def sweep(app: App) -> None:
    """Puts stalled jobs back, again and again. One that fails to go back does not stop the others."""
    while True:
        try:
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
                try:
                    await app.job_manager.retry_job(job)
                    log.warning("jobs.retried_stalled")
                except exceptions.ProcrastinateException:
                    log.warning("jobs.stalled_stays")
        except exceptions.ConnectorException:
            log.warning("jobs.database_away")
        await asyncio.sleep(EVERY)
