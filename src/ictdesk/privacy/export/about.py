"""What an archive says of itself: which variant, of which moment, by which data map."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from ictdesk.kernel.datamap.registry import of_workspace
from ictdesk.privacy.export.columns import Variant


@dataclass(frozen=True, slots=True)
class About:
    variant: Variant
    case: str
    controller: str
    snapshot_at: datetime
    map_hash: str
    country: str
    """Whose authority is named; two letters or empty."""


def map_hash() -> str:
    """SHA-256 of the data map of the workspace in scope: every column with its entry."""
    digest = hashlib.sha256()
    for row in of_workspace():
        digest.update(repr((row.table, row.column, row.entry)).encode())
    return digest.hexdigest()
