"""The two planes: one control database, and one cell database for each region."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

CONTROL = "default"
"""Alias of the control plane. Django and its add-ons use the alias `default` when told nothing."""


FIRST = "cell_eu"
"""The cell that every installation has. Its keys and files lie where those of an installation with one cell always lay."""


def cell_aliases() -> list[str]:
    """The aliases of all cells, in a fixed order."""
    return sorted(alias for alias in settings.DATABASES if alias.startswith("cell_"))


def is_cell(alias: str) -> bool:
    return alias.startswith("cell_")


def cell_alias(region: str) -> str:
    """The alias of a region's cell. Raises `KeyError` when this installation does not have it."""
    alias = f"cell_{region}"
    if alias not in settings.DATABASES:
        raise KeyError(region)
    return alias


def region_of(cell: str) -> str:
    """The code of a cell's region."""
    return cell.removeprefix("cell_")


def folder_of(cell: str) -> Path:
    """Where a cell has its keys and files: nothing of one cell lies in another one's folder."""
    data = Path(settings.ICTDESK_DATA)
    return data if cell == FIRST else data / "regions" / region_of(cell)


_homes: dict[UUID, str] = {}


def home_of(workspace_id: UUID) -> str:
    """The alias of the cell in which a workspace lives.

    Raises `NotFound` for a workspace that the directory does not hold. Remembered for the life of the
    process: a move ends with a restart of the servers.
    """
    alias = _homes.get(workspace_id)
    if alias is None:
        from ictdesk.kernel.tenancy.models import WorkspaceEntry  # noqa: PLC0415 - models need the app registry

        alias = _homes[workspace_id] = cell_alias(WorkspaceEntry.find(id=workspace_id).region)
    return alias


def forget_homes() -> None:
    """Forgets which workspace lives where; tests that remake databases need it."""
    _homes.clear()
