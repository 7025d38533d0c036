"""Two jobs of one word: one is under way, and the other already waits to do the same anew.

When the first fails, or its worker dies, it cannot wait again beside the second, and the second cannot
begin while the first seems to run. So the first one goes.
"""

import logging
from datetime import datetime

from procrastinate import exceptions
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

log = logging.getLogger(__name__)


class OneOfTwo(JobManager):
    """procrastinate's, except that a job gives way to its twin where it cannot be put back."""

    async def retry_job_by_id_async(
        self,
        job_id: int,
        retry_at: datetime,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """As its parent's; raises no `UniqueViolation`."""
        try:
            await super().retry_job_by_id_async(job_id, retry_at, priority, queue, lock)
        except exceptions.UniqueViolation:
            log.info("jobs.gave_way")
            await self.finish_job_by_id_async(job_id, Status.ABORTED, delete_job=True)
