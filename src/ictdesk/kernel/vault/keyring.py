"""From the root to one person's key: make, find, destroy.

    root -> epoch key -> workspace key -> subject key

All calls need the workspace in scope, except `held`, which only looks into this process's memory.
A workspace's key changes with the epoch (see `rotation.py`): a process that holds the former one finds
that out, because nothing opens with it, and reads the new one.
"""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from ictdesk.kernel import clock
from ictdesk.kernel.errors import Gone
from ictdesk.kernel.events import bus
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.kernel.vault import cipher, doors, workspace_keys
from ictdesk.kernel.vault.cache import KEYS
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey

TOLD_EACH = 20
"""Up to how many destroyed keys are named to the other processes."""

make_workspace_key = workspace_keys.make

ADD = """
    insert into subject_key (id, workspace_id, wrapped, created_at)
    select %s, k.workspace_id, %s, %s from workspace_key k where k.workspace_id = %s and k.epoch = %s for share
"""
"""Adds nothing when the workspace's key has changed; holds a change up until the new row is committed."""


class Erased(Gone):
    """The subject's key was destroyed: what it sealed cannot be read any more."""


def new_subject() -> UUID:
    """Makes a key for a new person and returns its id."""
    workspace, subject = current_workspace(), new_id()
    plain = AESGCM.generate_key(256)
    if not _add(workspace, subject, plain):
        workspace_keys.forget(workspace)
        if not _add(workspace, subject, plain):
            raise CannotOpen("the workspace has no key")
    KEYS.put((workspace, subject), AESGCM(plain))
    return subject


def _add(workspace: UUID, subject: UUID, plain: bytes) -> bool:
    """Stores a key under the workspace's; False when the one that this process holds is a former one."""
    outer = workspace_keys.of_scope()
    wrapped = cipher.seal(outer.key, plain, subject_label(workspace, subject))
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute(ADD, [subject, wrapped, clock.now(), workspace, outer.epoch])
        return bool(cursor.rowcount == 1)


def subject_key(subject: UUID) -> AESGCM:
    """The key of a person. Raises `Restricted` when it is out of reach, `Erased` when it was destroyed or never was."""
    key = subject_keys({subject}).get(subject)
    if key is None:
        raise Restricted if restricted({subject}) else Erased
    return key


def subject_keys(subjects: set[UUID]) -> dict[UUID, AESGCM]:
    """The keys of several people in one query; those that were destroyed are missing from the answer.

    So are those of restricted people, except behind a door.
    """
    workspace, door = current_workspace(), doors.current()
    found = {subject: key for subject in subjects if (key := KEYS.get((workspace, subject)))}
    if door:
        found |= {one: key for one in subjects if (key := door.keys.get((workspace, one)))}
    absent = subjects - found.keys()
    if absent:
        found |= _current(lambda: _read(workspace, absent))
    if door and (hidden := subjects - found.keys()):
        with doors.in_database(door.why):
            found |= _current(lambda: _read(workspace, hidden))
    return found


def _read(workspace: UUID, subjects: set[UUID]) -> dict[UUID, AESGCM]:
    """A restricted person's key stays with the door that showed it."""
    rows = SubjectKey.objects.filter(id__in=subjects, wrapped__isnull=False)
    found = {}
    for subject, wrapped, since in rows.values_list("id", "wrapped", "restricted_at"):
        place = subject_label(workspace, subject)
        key = AESGCM(cipher.unseal(workspace_keys.of_scope().key, bytes(wrapped), place))
        found[subject], door = key, doors.current()
        if since is None:
            KEYS.put((workspace, subject), key)
        elif door is not None:
            door.keys[workspace, subject] = key
    return found


def _current[T](read: Callable[[], T]) -> T:
    """Reads, and once more with the workspace's keys read anew when nothing opened with those at hand."""
    try:
        return read()
    except CannotOpen:
        workspace_keys.forget(current_workspace())
        return read()


def held(workspace: UUID, subject: UUID) -> AESGCM | None:
    """The key if this process holds it unwrapped already."""
    return KEYS.get((workspace, subject))


def destroy(subject: UUID) -> None:
    """Destroys a person's key: every value that it sealed is unreadable from now on.

    All processes are told to drop it. Raises `Erased` when it was done before.
    """
    with doors.in_database("storage"):
        changed = SubjectKey.objects.filter(id=subject, wrapped__isnull=False).update(
            wrapped=None, destroyed_at=clock.now(), restricted_at=None
        )
    KEYS.drop((current_workspace(), subject))
    if not changed:
        raise Erased
    bus.revoke_after_commit("subject", subject)


def destroy_all(subjects: Collection[UUID]) -> int:
    """The same for many at once; those that were destroyed before are left alone. Returns how many went.

    Many are not told one by one: then all processes drop every key of the workspace.
    """
    workspace = current_workspace()
    with doors.in_database("storage"):
        live = SubjectKey.objects.filter(id__in=subjects, wrapped__isnull=False)
        gone = list(live.select_for_update().values_list("id", flat=True))
        SubjectKey.objects.filter(id__in=gone).update(
            wrapped=None, destroyed_at=clock.now(), restricted_at=None
        )
    for subject in gone:
        KEYS.drop((workspace, subject))
        if len(gone) <= TOLD_EACH:
            bus.revoke_after_commit("subject", subject)
    if len(gone) > TOLD_EACH:
        bus.revoke_after_commit("subjects", workspace)
    return len(gone)


def destroy_workspace() -> int:
    """Destroys every key of the workspace in scope, and its own. Returns how many people's keys went."""
    workspace = current_workspace()
    with doors.in_database("storage"):
        live = SubjectKey.objects.filter(wrapped__isnull=False)
        count: int = live.update(wrapped=None, destroyed_at=clock.now(), restricted_at=None)
    WorkspaceKey.objects.all().delete()
    KEYS.drop_all(workspace)
    workspace_keys.forget(workspace)
    bus.revoke_after_commit("subjects", workspace)
    return count


def index_key() -> bytes:
    """The workspace's key for digests and search words, 32 bytes. It stays the same in every epoch."""
    return workspace_keys.of_scope().words


def restrict(subjects: Collection[UUID]) -> None:
    """Puts people's keys out of everybody's reach; all processes are told to drop them. What is sealed stays."""
    workspace = current_workspace()
    with doors.in_database("storage"):
        SubjectKey.objects.filter(id__in=subjects, restricted_at=None).update(restricted_at=clock.now())
    for subject in subjects:
        KEYS.drop((workspace, subject))
        bus.revoke_after_commit("subject", subject)


def release(subjects: Collection[UUID]) -> None:
    """Takes that back."""
    with doors.in_database("storage"):
        SubjectKey.objects.filter(id__in=subjects).update(restricted_at=None)


def restricted(subjects: Collection[UUID]) -> set[UUID]:
    """Those of them whose keys are out of reach. Four statements."""
    with doors.in_database("storage"):
        found = SubjectKey.objects.filter(id__in=subjects, restricted_at__isnull=False)
        return set(found.values_list("id", flat=True))


def in_reach[R: QuerySet[Any]](rows: R, column: str = "subject_id") -> R:
    """Without those of restricted people; `column` leads to whose key seals a row."""
    return rows.filter(Exists(SubjectKey.objects.filter(id=OuterRef(column))))


def must_be_reachable(subjects: set[UUID]) -> None:
    """Raises `Restricted` for any whose key is out of reach. No statement where the keys are at hand already."""
    workspace = current_workspace()
    unknown = {one for one in subjects if KEYS.get((workspace, one)) is None}
    if unknown and (absent := unknown - subject_keys(unknown).keys()) and restricted(absent):
        raise Restricted


def forget() -> None:
    """Drops every unwrapped key of this process."""
    KEYS.clear()
    workspace_keys.forget()


def subject_label(workspace: UUID, subject: UUID) -> bytes:
    """What a person's wrapped key is bound to."""
    return b"subject|" + workspace.bytes + subject.bytes
