"""Do the keys of this installation belong to its data? Asked before anything is served.

A restore may bring back one without the other: databases beside a folder of keys from another time, or keys whose
rows were never loaded. Then nothing that was sealed opens, and new keys must not be made beside the old data.
"""

from uuid import UUID

from ictdesk.kernel.datamap.tables import table
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.tenancy.planes import cell_aliases, region_of
from ictdesk.kernel.vault import cipher, doors, keyring, workspace_keys
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey

MOST = 50


def misfit() -> str:
    """Why no key of a cell fits; empty when in each those of one workspace do, or there is no workspace."""
    return next((why for cell in cell_aliases() if (why := _of_cell(cell))), "")


def _of_cell(cell: str) -> str:
    """The newest workspaces are asked, up to 50: keys come and go as a whole."""
    why, entries = "", WorkspaceEntry.objects.filter(region=region_of(cell))
    for workspace in entries.order_by("-id").values_list("id", flat=True)[:MOST]:
        with workspace_scope(workspace), doors.in_database("storage"):
            found = _misfit(workspace)
        if not found:
            return ""
        why = why or f"{workspace}: {found}"
    return why


def _misfit(workspace: UUID) -> str:
    row = WorkspaceKey.objects.filter(workspace_id=workspace).first()
    if row is None:
        return "its keys are not in the database" if _has_people() else ""
    try:
        key = workspace_keys.opened(row).key
        newest = SubjectKey.objects.filter(wrapped__isnull=False).order_by("-id").first()
        if newest is not None:
            cipher.unseal(key, bytes(newest.wrapped), keyring.subject_label(workspace, newest.id))
    except FileNotFoundError:
        return f"the key of epoch {row.epoch} is not in the folder of keys"
    except CannotOpen:
        return "its keys do not open: they are of another installation, or of another time"
    if _has_people() and not SubjectKey.objects.exists():
        return "the keys of its people are not in the database"
    return ""


def _has_people() -> bool:
    found: bool = table("contact").objects.exists()  # type: ignore[attr-defined]
    return found
