"""`ictdesk import`: reads an export and lays it down, with its progress shown and a report at the end."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ictdesk.desk.imports import running
from ictdesk.desk.imports.bundle import Bundle
from ictdesk.desk.imports.chatwoot import Chatwoot
from ictdesk.desk.imports.lines import BadExport
from ictdesk.desk.imports.mbox import Mbox
from ictdesk.desk.imports.people import members
from ictdesk.desk.imports.report import Report
from ictdesk.desk.imports.zendesk import Zendesk
from ictdesk.desk.mail.addresses import address_of
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project.errors import StartupProblem


class Sized(running.Export, Protocol):
    """An export whose length is known."""

    def size(self) -> int: ...


def run(arguments: argparse.Namespace) -> None:
    """Raises `StartupProblem` for a workspace, an inbox or an export that is not there."""
    try:
        entry = WorkspaceEntry.find(slug=arguments.workspace)
        with workspace_scope(entry.id):
            inbox = _inbox(arguments.inbox)
            own = {*arguments.own, address_of(inbox, workspaces.workspace()), *members()} - {""}
        export = _open(arguments.source, arguments.export, own)
        path = arguments.report or Path(f"import-{time.strftime('%Y%m%d-%H%M%S')}.txt")
        out = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8")
        with out:
            report = running.run(
                entry.id,
                inbox,
                arguments.source,
                export,
                Report(out),
                account=arguments.account,
                progress=_progress(export.size()),
            )
    except NotFound as error:
        raise StartupProblem("There is no such workspace, or no such inbox in it.") from error
    except BadExport as error:
        raise StartupProblem(str(error)) from error
    print(*report.lines(), sep="\n")
    if report.reasons:
        print(f"What was left out is listed in {path}.")
    else:
        path.unlink()


def _inbox(name: str) -> Inbox:
    found: Inbox = Inbox.objects.find(name=name, active=True) if name else workspaces.first_inbox()
    return found


def _open(source: str, path: Path, own: set[str]) -> Sized:
    if source == "mbox":
        return Mbox(path, own)
    if source == "bundle":
        return Bundle(path)
    if not path.is_dir():
        raise BadExport(f"There is no folder {path}.")
    return Zendesk(path) if source == "zendesk" else Chatwoot(path)


def _progress(size: int) -> Callable[[int, Report], None]:
    """Says how far it is: on a terminal in one line, else in a line every ten seconds."""
    said = time.monotonic()
    begun = said

    def tell(place: int, report: Report) -> None:
        nonlocal said
        now = time.monotonic()
        on_terminal = sys.stderr.isatty()
        if now - said < (0.2 if on_terminal else 10):
            return
        said = now
        rate = (report.laid + report.known) / max(now - begun, 0.001)
        share = min(100, place * 100 // max(size, 1))
        text = f"{share} %: {report.laid} imported, {report.known} known, {rate:.0f} a second"
        print(
            f"\r{text}   " if on_terminal else text,
            end="" if on_terminal else "\n",
            file=sys.stderr,
            flush=True,
        )

    return tell
