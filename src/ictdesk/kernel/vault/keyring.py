"""From the root to one person's key: make, find, destroy.

    root -> epoch key -> workspace key -> subject key

All calls need the workspace in scope, except `held`, which only looks into this process's memory.
"""

import threading
import time
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.kernel import clock
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.events import bus
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import cipher, root
from ictdesk.kernel.vault.cache import KEYS, LIFETIME
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey

_workspaces: dict[UUID, tuple[float, AESGCM, bytes]] = {}
_lock = threading.Lock()


class Erased(Gone):
    """The subject's key was destroyed: what it sealed cannot be read any more."""


def make_workspace_key() -> None:
    """Makes the keys of the workspace in scope; does nothing when it has them."""
    workspace = current_workspace()
    epoch = root.current_epoch()
    key, index = AESGCM.generate_key(256), AESGCM.generate_key(256)
    WorkspaceKey.objects.get_or_create(
        workspace_id=workspace,
        defaults={
            "epoch": epoch,
            "wrapped": cipher.seal(root.epoch_key(epoch), key, _workspace_label(workspace, b"key")),
            "wrapped_index": cipher.seal(root.epoch_key(epoch), index, _workspace_label(workspace, b"index")),
        },
    )


def new_subject() -> UUID:
    """Makes a key for a new person and returns its id."""
    workspace, subject = current_workspace(), new_id()
    plain = AESGCM.generate_key(256)
    wrapped = cipher.seal(_workspace_key(), plain, _subject_label(workspace, subject))
    SubjectKey.objects.create(id=subject, wrapped=wrapped)
    KEYS.put((workspace, subject), AESGCM(plain))
    return subject


def subject_key(subject: UUID) -> AESGCM:
    """The key of a person. Raises `Erased` when it was destroyed or never was."""
    workspace = current_workspace()
    key = KEYS.get((workspace, subject))
    if key is None:
        wrapped = SubjectKey.objects.filter(id=subject).values_list("wrapped", flat=True).first()
        if wrapped is None:
            raise Erased
        key = _unwrap(workspace, subject, bytes(wrapped))
    return key


def subject_keys(subjects: set[UUID]) -> dict[UUID, AESGCM]:
    """The keys of several people in one query; those that were destroyed are missing from the answer."""
    workspace = current_workspace()
    found = {subject: key for subject in subjects if (key := KEYS.get((workspace, subject)))}
    absent = subjects - found.keys()
    if absent:
        rows = SubjectKey.objects.filter(id__in=absent, wrapped__isnull=False).values_list("id", "wrapped")
        found |= {subject: _unwrap(workspace, subject, bytes(wrapped)) for subject, wrapped in rows}
    return found


def held(workspace: UUID, subject: UUID) -> AESGCM | None:
    """The key if this process holds it unwrapped already."""
    return KEYS.get((workspace, subject))


def destroy(subject: UUID) -> None:
    """Destroys a person's key: every value that it sealed is unreadable from now on.

    All processes are told to drop it. Raises `Erased` when it was done before.
    """
    changed = SubjectKey.objects.filter(id=subject, wrapped__isnull=False).update(
        wrapped=None, destroyed_at=clock.now()
    )
    KEYS.drop((current_workspace(), subject))
    if not changed:
        raise Erased
    bus.revoke_after_commit("subject", subject)


def index_key() -> bytes:
    """The workspace's key for digests and search words, 32 bytes."""
    return _keys_of_workspace()[1]


def _workspace_key() -> AESGCM:
    return _keys_of_workspace()[0]


def _keys_of_workspace() -> tuple[AESGCM, bytes]:
    workspace = current_workspace()
    with _lock:
        held_keys = _workspaces.get(workspace)
    if held_keys is None or held_keys[0] < time.monotonic():
        row = WorkspaceKey.objects.find(workspace_id=workspace)
        epoch = root.epoch_key(row.epoch)
        key = cipher.unseal(epoch, bytes(row.wrapped), _workspace_label(workspace, b"key"))
        index = cipher.unseal(epoch, bytes(row.wrapped_index), _workspace_label(workspace, b"index"))
        held_keys = time.monotonic() + LIFETIME, AESGCM(key), index
        with _lock:
            _workspaces[workspace] = held_keys
    return held_keys[1:]


def _unwrap(workspace: UUID, subject: UUID, wrapped: bytes) -> AESGCM:
    key = AESGCM(cipher.unseal(_workspace_key(), wrapped, _subject_label(workspace, subject)))
    KEYS.put((workspace, subject), key)
    return key


def forget() -> None:
    """Drops every unwrapped key of this process."""
    KEYS.clear()
    with _lock:
        _workspaces.clear()


def _workspace_label(workspace: UUID, what: bytes) -> bytes:
    return b"workspace|" + what + b"|" + workspace.bytes


def _subject_label(workspace: UUID, subject: UUID) -> bytes:
    return b"subject|" + workspace.bytes + subject.bytes
