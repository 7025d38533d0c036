"""Runs an import: batch after batch, each a transaction. Killed at any point, the next run goes on."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Protocol
from uuid import UUID

from ictdesk.desk.imports import commands
from ictdesk.desk.imports.cases import Case, Skipped, Source
from ictdesk.desk.imports.report import Outcome, Report
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope

US = System("import")
BATCH = 50
HEAVY = 400
"""So many messages end a batch too."""

type Progress = Callable[[int, Report], None]


class Export(Protocol):
    """What can be imported."""

    def cases(self) -> Iterator[tuple[int, str, Case | Skipped]]: ...

    def close(self) -> None: ...


def run(
    workspace: UUID,
    inbox: Inbox,
    source: Source,
    export: Export,
    report: Report,
    *,
    account: str = "",
    progress: Progress = lambda place, report: None,
) -> Report:
    """Imports everything that was not imported before; tells after each batch how far into the export it is."""
    waiting: list[Case] = []
    with closing(export):
        for place, id_, case in export.cases():
            if isinstance(case, Skipped):
                report.skip(id_, str(case))
                continue
            waiting.append(case)
            if len(waiting) >= BATCH or sum(len(one.said) for one in waiting) >= HEAVY:
                _lay(workspace, inbox, source, account, waiting, report)
                waiting = []
                progress(place, report)
    _lay(workspace, inbox, source, account, waiting, report)
    with workspace_scope(workspace):
        record(US, "import.done", "inbox", inbox.id, laid=report.laid, known=report.known)
    return report


def _lay(
    workspace: UUID, inbox: Inbox, source: Source, account: str, cases: list[Case], report: Report
) -> None:
    """A batch; where one case cannot be stored the others still are, one by one."""
    try:
        outcomes = _stored(workspace, inbox, source, account, cases)
    except (DomainError, ValueError) as error:
        if len(cases) == 1:
            report.skip(cases[0].id, f"it cannot be stored: {type(error).__name__}")
            return
        for case in cases:
            _lay(workspace, inbox, source, account, [case], report)
        return
    for outcome in outcomes:
        report.add(outcome)


def _stored(workspace: UUID, inbox: Inbox, source: Source, account: str, cases: list[Case]) -> list[Outcome]:
    with workspace_scope(workspace):
        return commands.lay_down(actor=US, inbox=inbox, origin=source, account=account, cases=cases)
