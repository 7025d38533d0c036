"""Files that no row knows: what a process that died between sealing a file and its commit has left behind."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import batched

from ictdesk.kernel import clock
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.blobs.store import storage
from ictdesk.kernel.tenancy import current_workspace

log = logging.getLogger(__name__)

GRACE = timedelta(days=1)
"""A file is written before its row is committed: no transaction takes so long."""
PIECE = 500


def sweep() -> int:
    """Deletes the workspace's files that are older than `GRACE` and have no row; returns how many, and logs it.

    Nobody can open such a file: the key to it was to be in the row.
    """
    before, swept = clock.now() - GRACE, 0
    for names in batched(_names(), PIECE):
        known = set(Blob.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
        for name in names:
            if name not in known and storage().get_modified_time(name) < before:
                storage().delete(name)
                swept += 1
    if swept:
        log.warning("blobs.swept", extra={"count": swept})
    return swept


def remove_all() -> int:
    """Deletes every file of the workspace in scope, and its folder; returns how many."""
    root, count = current_workspace().hex, 0
    for name in _names():
        storage().delete(name)
        count += 1
    for folder in _listed(root)[0]:
        storage().delete(f"{root}/{folder}")
    storage().delete(root)
    return count


def _names() -> Iterator[str]:
    """The files in the workspace's folder, as `store` names them."""
    root = current_workspace().hex
    for folder in _listed(root)[0]:
        for file in sorted(_listed(f"{root}/{folder}")[1]):
            yield f"{root}/{folder}/{file}"


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in a folder; a folder that is not there holds nothing."""
    try:
        return storage().listdir(folder)
    except FileNotFoundError:
        return [], []
