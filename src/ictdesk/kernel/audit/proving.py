"""Proofs about the log of the workspace in scope, to be checked by whoever keeps a checkpoint (RFC 6962, 2.1)."""

from typing import TypedDict

from ictdesk.kernel.audit import entries, log, tree
from ictdesk.kernel.audit.models import AuditEntry
from ictdesk.kernel.errors import Invalid, NotFound


class Inclusion(TypedDict):
    """That an entry is in the log of that size. `header` is the entry without who, on what and facts; hex digests."""

    place: int
    size: int
    header: dict[str, str]
    leaf: str
    path: list[str]
    root: str


class Consistency(TypedDict):
    """That the log of one size begins with the log of a smaller one."""

    old: int
    size: int
    path: list[str]
    root: str


def inclusion(place: int, size: int) -> Inclusion:
    """Raises `NotFound` for a place that the log of this size has not, `Invalid` for a size that it has not reached."""
    _must_be_reached(size)
    if not 0 <= place < size:
        raise NotFound
    entry: AuditEntry = AuditEntry.objects.find(place=place)
    return {
        "place": place,
        "size": size,
        "header": entries.header(entry, bytes(entry.commitment)),
        "leaf": bytes(entry.leaf).hex(),
        "path": [digest.hex() for digest in tree.inclusion(place, size, log.read)],
        "root": log.root(size).hex(),
    }


def consistency(old: int, size: int) -> Consistency:
    """Raises `Invalid` for sizes that the log has not reached, and for an older one that is larger."""
    _must_be_reached(size)
    if not 0 <= old <= size:
        raise Invalid("The older log is not larger than the newer.")
    path = [digest.hex() for digest in tree.consistency(old, size, log.read)]
    return {"old": old, "size": size, "path": path, "root": log.root(size).hex()}


def _must_be_reached(size: int) -> None:
    if not 0 <= size <= log.size():
        raise Invalid("The log has not so many entries.")
