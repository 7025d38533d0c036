"""The log as a file to take along: JSON Lines that are verified without us (`docs/privacy/verify_audit.md`)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from ictdesk.kernel.audit import checkpoints
from ictdesk.kernel.audit.checking import Line, lines
from ictdesk.kernel.audit.models import AuditCheckpoint
from ictdesk.kernel.audit.offline import FORMAT
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.tenancy import workspace_scope


def written(workspace: UUID) -> Iterator[bytes]:
    """The log of a workspace as it is now, line by line, the newest checkpoint first. Opens the scope itself."""
    with workspace_scope(workspace):
        checkpoint = _promise()
        head = {"format": FORMAT, "origin": checkpoints.origin(), "checkpoint": checkpoint.note}
    yield canonical(head) + b"\n"
    with workspace_scope(workspace):
        for line in lines():
            if line.entry.place >= checkpoint.size:
                return
            yield canonical(_told(line)) + b"\n"


def _promise() -> AuditCheckpoint:
    """A fresh one; of an altered log the last that was given, so that the file shows what does not fit."""
    try:
        return checkpoints.make()
    except checkpoints.Altered:
        last = checkpoints.newest()
        assert last is not None
        return last


def _told(line: Line) -> dict[str, Any]:
    return {
        "place": line.entry.place,
        "header": line.head,
        "payload": line.payload,
        "salt": line.salt.hex() if line.salt else None,
    }
