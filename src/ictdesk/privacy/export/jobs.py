"""Jobs of this room. Each opens the scopes it needs: reading takes long, and no transaction may wait with it."""

from contextlib import suppress
from uuid import UUID

from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import commands, taking
from ictdesk.privacy.export.making import make
from ictdesk.privacy.export.models import Bundle, WorkspaceExport
from ictdesk.privacy.export.scanning import scan

US = System("export.jobs")


@job("export.scan", own_scope=True)
def scan_texts(workspace_id: str, bundle: str) -> None:
    """Looks for other people in what is told; again is harmless."""
    row = _find(workspace_id, bundle)
    if row is not None and row.state == "scanning":
        found = scan(UUID(workspace_id), row)
        with workspace_scope(UUID(workspace_id)):
            commands.keep_suggestions(actor=US, bundle=row, found=found)


@job("export.build", own_scope=True)
def build(workspace_id: str, bundle: str) -> None:
    """Makes the archive; after a kill from the beginning. What cannot be made is shown on the case."""
    row = _find(workspace_id, bundle)
    if row is None:
        return
    with suppress(Conflict):  # it is there, or was given up
        make(UUID(workspace_id), row)


@job("export.whole", own_scope=True)
def take_along(workspace_id: str, export: str) -> None:
    """Makes the file of a whole workspace; after a kill from the beginning."""
    row = _export(workspace_id, export)
    if row is not None:
        with suppress(Conflict):
            taking.make(UUID(workspace_id), row)


@job("export.tell_owners", own_scope=True)
def tell_owners(workspace_id: str, export: str) -> None:
    """Mails them that it is there."""
    with workspace_scope(UUID(workspace_id)):
        row: WorkspaceExport | None = WorkspaceExport.objects.filter(
            id=parse_id(export), state="ready"
        ).first()
        mails = taking.letters(row) if row else []
    for mail in mails:
        mail.send()


@job("export.tidy")
def tidy() -> None:
    """Deletes archives whose days are over."""
    commands.drop_old(actor=US)
    commands.drop_exports(actor=US)


def _export(workspace_id: str, export: str) -> WorkspaceExport | None:
    with workspace_scope(UUID(workspace_id)):
        found: WorkspaceExport | None = WorkspaceExport.objects.filter(id=parse_id(export)).first()
        return found


def _find(workspace_id: str, bundle: str) -> Bundle | None:
    with workspace_scope(UUID(workspace_id)):
        found: Bundle | None = Bundle.objects.select_related("request").filter(id=parse_id(bundle)).first()
        return found


periodic("export.tidy", seconds=3600)
