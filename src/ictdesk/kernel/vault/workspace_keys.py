"""The keys of workspaces: made, opened for a while, and known to be stale after a rotation."""

import threading
import time
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.kernel.vault import cipher, root
from ictdesk.kernel.vault.cache import LIFETIME
from ictdesk.kernel.vault.models import WorkspaceKey

EPOCHS = 0x1C7D_E5C0
"""Number of the advisory lock that keeps the making of a workspace's keys apart from the making of an epoch."""


class Held(NamedTuple):
    """A workspace's opened keys, until when this process keeps them, and of which epoch they are."""

    until: float
    epoch: int
    key: AESGCM
    words: bytes
    """For digests and search words, 32 bytes."""


_held: dict[UUID, Held] = {}
_lock = threading.Lock()


def make() -> None:
    """Makes the keys of the workspace in scope; does nothing when it has them."""
    workspace = current_workspace()
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [EPOCHS])
    epoch = root.current_epoch(current_scope().alias)
    key, index = AESGCM.generate_key(256), AESGCM.generate_key(256)
    WorkspaceKey.objects.get_or_create(
        workspace_id=workspace, defaults={"epoch": epoch, **wrapped(workspace, epoch, key, index)}
    )


def wrapped(workspace: UUID, epoch: int, key: bytes, index: bytes) -> dict[str, bytes]:
    """The columns that hold the keys, wrapped by an epoch's."""
    outer = root.epoch_key(current_scope().alias, epoch)
    return {
        "wrapped": cipher.seal(outer, key, label(workspace, b"key")),
        "wrapped_index": cipher.seal(outer, index, label(workspace, b"index")),
    }


def of_scope() -> Held:
    """The keys of the workspace in scope."""
    workspace = current_workspace()
    with _lock:
        held = _held.get(workspace)
    if held is None or held.until < time.monotonic():
        held = _read(workspace)
        with _lock:
            _held[workspace] = held
    return held


def _read(workspace: UUID) -> Held:
    try:
        return opened(WorkspaceKey.objects.find(workspace_id=workspace))
    except FileNotFoundError:  # the epoch ended after the row was read: it names the next one now
        return opened(WorkspaceKey.objects.find(workspace_id=workspace))


def opened(row: WorkspaceKey) -> Held:
    """The keys of a row. Raises `FileNotFoundError` when its epoch was destroyed."""
    epoch = root.epoch_key(home_of(row.workspace_id), row.epoch)
    workspace = row.workspace_id
    key = cipher.unseal(epoch, bytes(row.wrapped), label(workspace, b"key"))
    index = cipher.unseal(epoch, bytes(row.wrapped_index), label(workspace, b"index"))
    return Held(time.monotonic() + LIFETIME, row.epoch, AESGCM(key), index)


def forget(workspace: UUID | None = None) -> None:
    """Drops the opened keys of one workspace, or of all."""
    with _lock:
        if workspace is None:
            _held.clear()
        else:
            _held.pop(workspace, None)


def label(workspace: UUID, what: bytes) -> bytes:
    """What a workspace's wrapped key is bound to."""
    return b"workspace|" + what + b"|" + workspace.bytes
