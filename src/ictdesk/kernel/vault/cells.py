"""The health of each cell: does what belongs together lie together, and apart from every other cell?"""

import hashlib
import os
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connections

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.tenancy.planes import cell_aliases, folder_of, region_of
from ictdesk.kernel.vault import root


@dataclass(frozen=True, slots=True)
class Health:
    """`wrong`: sentences; empty when it is well."""

    code: str
    place: str
    workspaces: int
    epoch: int
    wrong: list[str]


def health(cell: str) -> Health:
    """Looks and changes nothing."""
    code = region_of(cell)
    return Health(
        code=code,
        place=str(settings.ICTDESK_PLACES[code].words),
        workspaces=WorkspaceEntry.objects.filter(region=code).exclude(state="ended").count(),
        epoch=max(root.epochs(cell), default=0),
        wrong=[*_database(cell), *_keys(cell), *_files(cell), *shared(cell)],
    )


def shared(cell: str) -> list[str]:
    """What this cell has in common with another: database, root key, or folder."""
    wrong = []
    for other in cell_aliases():
        if other == cell:
            continue
        if _server(cell) == _server(other):
            wrong.append(f"its database is that of {region_of(other)}")
        if _root(cell) == _root(other):
            wrong.append(f"its root key is that of {region_of(other)}")
    return wrong


def wrong() -> str:
    """Why no workspace may be served: two cells that are not apart, or one that is not here. Empty when all is well."""
    lived_in = WorkspaceEntry.objects.exclude(state="ended").values_list("region", flat=True).distinct()
    missing = sorted(set(lived_in) - {region_of(cell) for cell in cell_aliases()})
    if missing:
        return f"Workspaces live in {', '.join(missing)}, and there is no such region here"
    found = [f"Region {region_of(cell)}: {wrong}" for cell in cell_aliases() for wrong in shared(cell)]
    return found[0] if found else ""


def _server(cell: str) -> tuple[object, ...]:
    said = settings.DATABASES[cell]
    return tuple(said[name] for name in ("HOST", "PORT", "NAME"))


def _root(cell: str) -> str:
    """A digest: the key itself is compared nowhere and printed nowhere."""
    path = settings.ICTDESK_ROOT_KEY_FILES[cell]
    with open(path, "rb") as file:  # noqa: PTH123 - a path as text or as `Path`
        return hashlib.sha256(file.read().strip()).hexdigest()


def _database(cell: str) -> list[str]:
    try:
        with connections[cell].cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return ["its database does not answer"]
    return []


def _keys(cell: str) -> list[str]:
    """Every epoch key opens with the root key of this cell."""
    try:
        for number in root.epochs(cell):
            root.epoch_key(cell, number)
    except Exception as error:  # noqa: BLE001 - said in words, whatever it is
        return [f"a key of an epoch does not open ({type(error).__name__})"]
    return []


def _files(cell: str) -> list[str]:
    folder = folder_of(cell) / "files"
    return (
        [] if not folder.exists() or os.access(folder, os.W_OK) else ["its folder of files cannot be written"]
    )
