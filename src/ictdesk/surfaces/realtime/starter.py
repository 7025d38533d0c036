"""Conversations that programs start, written in groups: each call is counted, then what may goes in together."""

import logging
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from ictdesk.desk.conversations import rows, starting
from ictdesk.desk.conversations.rows import Row
from ictdesk.desk.conversations.starting import Start, Started
from ictdesk.kernel import clock
from ictdesk.kernel.errors import TooManyRequests
from ictdesk.surfaces.api import limits
from ictdesk.surfaces.realtime import database
from ictdesk.surfaces.realtime.committer import ROWS, Committed, Publish
from ictdesk.surfaces.realtime.grouping import SCOPE, GroupCommit, Pending, by_workspace
from ictdesk.surfaces.realtime.native import Native, run

log = logging.getLogger(__name__)

START = Native(starting.START)
COUNT = Native(limits.COUNT)

type Waiting = Pending[Start, Written]
type Written = tuple[Started, Row | None]


class Starter(GroupCommit[Start, Written]):
    """Starts the conversations of one cell through one connection."""

    def __init__(self, alias: str, *, publish: Publish) -> None:
        super().__init__(alias)
        self._publish = publish

    def _name(self, draft: Start) -> UUID:
        return draft.message.conversation_id

    async def _write(self, batch: list[Waiting]) -> None:
        connection, at = await self._connected(), clock.now()
        allowed = await self._counted(connection, batch, at)
        answers = []
        async with database.rolled_back_on_error(connection), connection.pipeline():
            for workspace, group in by_workspace(allowed):
                starts = [pending.draft for pending in group]
                await run(connection, SCOPE, {"workspace": str(workspace)})
                made = await run(connection, START, starting.parameters(workspace, starts, at))
                ids = [start.message.conversation_id for start in starts]
                answers.append((workspace, group, made, await run(connection, ROWS, {"ids": ids})))
        for workspace, group, made, shown in answers:
            found = {row.id: row for row in rows.parse(await shown.fetchall())}
            self._answer(workspace, group, starting.results(await made.fetchall()), found)

    async def _counted(
        self, connection: psycopg.AsyncConnection[Any], batch: list[Waiting], at: datetime
    ) -> list[Waiting]:
        """Counts the calls in a transaction before the others; returns those that are within the limits."""
        answers = []
        async with database.rolled_back_on_error(connection), connection.pipeline():
            for workspace, group in by_workspace(batch):
                calls = Counter(pending.draft.message.sender_id for pending in group)
                await run(connection, SCOPE, {"workspace": str(workspace)})
                counted = await run(connection, COUNT, limits.parameters(workspace, calls, at))
                answers.append((workspace, group, counted))
        allowed = []
        for workspace, group, counted in answers:
            over = limits.over(workspace, await counted.fetchall())
            for pending in group:
                if not {workspace, pending.draft.message.sender_id} & over:
                    allowed.append(pending)
                elif not pending.done.done():
                    pending.done.set_exception(TooManyRequests(retry_after=60 - at.second))
        return allowed

    def _answer(
        self, workspace: UUID, group: list[Waiting], results: list[Started], found: dict[UUID, Row]
    ) -> None:
        for pending, result in zip(group, results, strict=True):
            if not pending.done.done():
                pending.done.set_result((result, found.get(pending.draft.message.conversation_id)))
        drafts = [pending.draft.message for pending in group]
        try:
            self._publish(Committed(workspace, drafts, [result.appended for result in results], found))
        except Exception:
            log.exception("starter.not_shown")  # it is committed: the readers find it by their cursor
