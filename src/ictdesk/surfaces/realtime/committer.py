"""Messages on the hot path, appended in groups."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from ictdesk.desk.conversations import append, rows
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.rows import Row
from ictdesk.kernel import clock
from ictdesk.surfaces.realtime import database
from ictdesk.surfaces.realtime.grouping import SCOPE, GroupCommit, Pending, by_workspace
from ictdesk.surfaces.realtime.native import Native, run

log = logging.getLogger(__name__)

APPEND = Native(append.APPEND)
ROWS = Native(rows.ROWS)


@dataclass(frozen=True, slots=True)
class Committed:
    """One workspace's part of a batch, after the commit."""

    workspace: UUID
    drafts: list[Draft]
    results: list[Appended]
    rows: dict[UUID, Row]
    """The conversations as they are now; only when somebody listens."""


type Wanted = Callable[[UUID], bool]
type Publish = Callable[[Committed], None]


class Committer(GroupCommit[Draft, Appended]):
    """Writes the messages of one cell through one connection."""

    def __init__(self, alias: str, *, wanted: Wanted, publish: Publish) -> None:
        super().__init__(alias)
        self._wanted = wanted
        self._publish = publish

    def _name(self, draft: Draft) -> tuple[UUID, UUID]:
        return draft.conversation_id, draft.client_id

    async def _write(self, batch: list[Pending[Draft, Appended]]) -> None:
        connection = await self._connected()
        at = clock.now()
        answers = []
        # One pipeline is one transaction: PostgreSQL opens it with the first statement and commits at the end.
        async with database.rolled_back_on_error(connection), connection.pipeline():
            for workspace, group in by_workspace(batch):
                answers.append((workspace, group, *await self._queue_group(connection, workspace, group, at)))
        for workspace, group, appended, shown in answers:
            results = append.results(await appended.fetchall())
            found = rows.parse(await shown.fetchall()) if shown else []
            self._answer(workspace, group, results, {row.id: row for row in found})

    async def _queue_group(
        self,
        connection: psycopg.AsyncConnection[Any],
        workspace: UUID,
        group: list[Pending[Draft, Appended]],
        at: Any,
    ) -> tuple[Any, Any]:
        drafts = [pending.draft for pending in group]
        await run(connection, SCOPE, {"workspace": str(workspace)})
        appended = await run(connection, APPEND, append.parameters(workspace, drafts, at))
        if not self._wanted(workspace):
            return appended, None
        ids = list({draft.conversation_id for draft in drafts})
        return appended, await run(connection, ROWS, {"ids": ids})

    def _answer(
        self,
        workspace: UUID,
        group: list[Pending[Draft, Appended]],
        results: list[Appended],
        shown: dict[UUID, Row],
    ) -> None:
        for pending, result in zip(group, results, strict=True):
            if not pending.done.done():
                pending.done.set_result(result)
        try:
            self._publish(Committed(workspace, [pending.draft for pending in group], results, shown))
        except Exception:
            log.exception("committer.not_shown")  # it is committed: the readers find it by their cursor
