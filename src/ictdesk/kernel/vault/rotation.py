"""The change of the epoch: new workspace keys, everything wrapped anew, old epochs destroyed.

An old copy of the wrapped keys holds the keys of people that were destroyed since. It opens only with the
epoch key of its time; once that is gone the copy is worthless, and with it what it would have undone.
A workspace gets a *new* key, for the old one, opened again under the new epoch, would open the old copy too.
"""

from itertools import batched
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction

from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.tenancy.planes import region_of
from ictdesk.kernel.tenancy.scope import current_scope
from ictdesk.kernel.vault import cipher, doors, keyring, root, workspace_keys
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey

BATCH = 2_000
REWRAP = """
    update subject_key k set wrapped = n.wrapped from unnest(%s::uuid[], %s::bytea[]) as n (id, wrapped)
    where k.workspace_id = %s and k.id = n.id and k.wrapped is not null
"""
"""A key that is destroyed meanwhile stays destroyed."""


class StillUsed(Exception):
    """An old epoch cannot go: a workspace's keys are still wrapped by it."""


def begin_epoch(cell: str) -> int:
    """Makes the next epoch of a cell and returns its number. From now on new workspaces of the cell are wrapped by it."""
    with transaction.atomic(
        using=cell
    ):  # whoever makes keys under the present epoch has committed after this
        with connections[cell].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [workspace_keys.EPOCHS])
        return root.new_epoch(cell, after=root.current_epoch(cell))


def rotate_all(cell: str) -> int:
    """Brings every workspace of a cell to the newest epoch; returns how many keys of people were wrapped anew.

    May be repeated after an interruption: what is done is done.
    """
    return sum(_in_scope(workspace) for workspace in _workspaces(cell))


def _in_scope(workspace: UUID) -> int:
    with workspace_scope(workspace), doors.in_database("storage"):
        count = rotate()
    workspace_keys.forget(workspace)
    return count


def rotate() -> int:
    """Gives the workspace in scope a new key under the newest epoch; returns how many keys it wrapped anew."""
    workspace, epoch = current_workspace(), root.current_epoch(current_scope().alias)
    row = WorkspaceKey.objects.select_for_update().filter(workspace_id=workspace).first()
    if row is None or row.epoch == epoch:
        return 0
    before, plain = workspace_keys.opened(row), AESGCM.generate_key(256)
    subjects = SubjectKey.objects.filter(wrapped__isnull=False).values_list("id", "wrapped").order_by("id")
    count = 0
    for rows in batched(list(subjects), BATCH):
        _rewrap(workspace, before.key, AESGCM(plain), rows)
        count += len(rows)
    columns = workspace_keys.wrapped(workspace, epoch, plain, before.words)
    WorkspaceKey.objects.filter(id=row.id).update(epoch=epoch, **columns)
    return count


def _rewrap(workspace: UUID, old: AESGCM, new: AESGCM, rows: tuple[tuple[UUID, bytes], ...]) -> None:
    wrapped = []
    for subject, sealed in rows:
        place = keyring.subject_label(workspace, subject)
        wrapped.append(cipher.seal(new, cipher.unseal(old, bytes(sealed), place), place))
    with connections[current_scope().alias].cursor() as cursor:
        cursor.execute(REWRAP, [[subject for subject, _ in rows], wrapped, workspace])


def destroy_old_epochs(cell: str) -> list[int]:
    """Destroys every epoch key of a cell but the newest; returns their numbers.

    First it opens every key of every workspace there from what is stored now. Raises `StillUsed` and destroys
    nothing when one is still wrapped by an old epoch, and `CannotOpen` when one does not open.
    """
    newest = root.current_epoch(cell)
    for workspace in _workspaces(cell):
        with workspace_scope(workspace), doors.in_database("storage"):
            _prove(workspace, newest)
    old = [number for number in root.epochs(cell) if number < newest]
    for number in old:
        root.destroy_epoch(cell, number)
    return old


def _prove(workspace: UUID, newest: int) -> None:
    row = WorkspaceKey.objects.filter(workspace_id=workspace).first()
    if row is None:  # it is being made, under the newest epoch
        return
    if row.epoch != newest:
        raise StillUsed(f"the keys of workspace {workspace} are of epoch {row.epoch}")
    key = workspace_keys.opened(row).key
    for subject, wrapped in SubjectKey.objects.filter(wrapped__isnull=False).values_list("id", "wrapped"):
        cipher.unseal(key, bytes(wrapped), keyring.subject_label(workspace, subject))


def _workspaces(cell: str) -> list[UUID]:
    found = WorkspaceEntry.objects.filter(region=region_of(cell))
    return list(found.order_by("id").values_list("id", flat=True))
