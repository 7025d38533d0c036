"""Live counts of the lists: recounted after a change, at most every half second for each workspace."""

import asyncio
import logging
from uuid import UUID

from ictdesk.desk.conversations import counting
from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.surfaces.realtime.database import Readers
from ictdesk.surfaces.realtime.hub import Hub

log = logging.getLogger(__name__)

REST_SECONDS = 0.5


class Counts:
    """Counts for the workspaces whose agents listen."""

    def __init__(self, hub: Hub, readers: dict[str, Readers]) -> None:
        self._hub = hub
        self._readers = readers
        self._tasks: dict[UUID, asyncio.Task[None]] = {}
        self._again: set[UUID] = set()
        self._known: dict[UUID, tuple[object, ...]] = {}

    def changed(self, workspace: UUID, row: Row) -> None:
        """Told of a conversation's new state; counts anew only when its list changed."""
        state = (row.category, row.assignee_id, row.inbox_id, row.team_id, *row.tags, None, *row.unseen_by)
        if self._known.get(row.id) == state:
            return
        if len(self._known) > 50_000:
            self._known.clear()
        self._known[row.id] = state
        if not self._hub.agents(workspace):
            return
        if workspace in self._tasks:
            self._again.add(workspace)
        else:
            self._tasks[workspace] = asyncio.create_task(self._count(workspace))

    async def stop(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def frame(self, workspace: UUID) -> dict[str, object]:
        """The counts as they are now."""
        groups, mentions, tags = await self._readers[home_of(workspace)].read(
            workspace, (counting.OPEN, {}), (counting.MENTIONS, {}), (counting.TAGS, {})
        )
        return {"t": "counts", **counting.folded(groups, mentions, tags)}

    async def _count(self, workspace: UUID) -> None:
        try:
            while True:
                self._again.discard(workspace)
                self._hub.tell_agents(workspace, await self.frame(workspace))
                await asyncio.sleep(REST_SECONDS)
                if workspace not in self._again:
                    return
        except DomainError:
            log.warning("counts.database_away")  # the next change counts again
        finally:
            self._tasks.pop(workspace, None)
