"""The whole workspace as one file: an owner asks, the software makes it and deletes it (Art. 28(3)(g) GDPR)."""

from contextlib import suppress
from datetime import timedelta

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.export import rules
from ictdesk.privacy.export.models import WorkspaceExport
from ictdesk.privacy.export.whole import Whole

KEPT = timedelta(days=7)
"""From its making on."""


@command(allow=rules.can_take_along, while_ending=True)
def order_export(*, actor: Actor) -> WorkspaceExport:
    """Has it made; the one from before goes. Raises `Conflict` while one is being made."""
    assert isinstance(actor, Member)
    if WorkspaceExport.objects.select_for_update().filter(state__in=["waiting", "building"]).exists():
        raise Conflict("One is being made already.")
    _drop(actor, WorkspaceExport.objects.filter(state="ready"))
    row = WorkspaceExport(subject_id=keyring.new_subject(), asked_by=actor.id, asked_at=clock.now())
    row.save()
    defer("export.whole", export=row.id)
    record(actor, "workspace.export_asked", "workspace_export", row.id)
    return row


@command(allow=rules.only_the_software, while_ending=True)
def begin_export(*, actor: Actor, export: WorkspaceExport) -> WorkspaceExport:
    """Its making begins, or begins again after a kill. Raises `Conflict` for one that was given up."""
    row = _held(export)
    if row.state not in ("waiting", "building"):
        raise Conflict
    row.state = "building"
    row.save(update_fields=["state"])
    return row


@command(allow=rules.only_the_software, while_ending=True)
def keep_export(*, actor: Actor, export: WorkspaceExport, blob: Blob, whole: Whole) -> WorkspaceExport:
    """It is there; the owners are told by mail. Raises `Conflict` when it was given up meanwhile: then nothing of it stays."""
    row = _held(export)
    if row.state != "building":
        raise Conflict("It was given up while it was made.")
    row.blob_id, row.size, row.sha256 = blob.id, blob.size, blob.sha256
    row.rows, row.files, row.missing = sum(whole.rows.values()), whole.files, len(whole.missing)
    row.state, row.made_at = "ready", clock.now()
    row.expires_at = row.made_at + KEPT
    row.save()
    defer("export.tell_owners", export=row.id)
    record(actor, "workspace.export", "workspace_export", row.id, rows=row.rows, files=row.files)
    return row


@command(allow=rules.only_the_software, while_ending=True)
def note_export_failed(*, actor: Actor, export: WorkspaceExport) -> None:
    """It could not be made; the page says so."""
    row = _held(export)
    if row.state in ("waiting", "building"):
        row.state = "failed"
        row.save(update_fields=["state"])
        record(actor, "workspace.export_failed", "workspace_export", row.id)


@command(allow=rules.can_take_along, while_ending=True)
def fetch_export(*, actor: Actor, export: WorkspaceExport) -> WorkspaceExport:
    """Somebody takes it: each time is on record, the first in the row. Raises `Conflict` when it is not there any more."""
    row = _held(export)
    if row.blob_id is None or row.expires_at is None or row.expires_at <= clock.now():
        raise Conflict("It is not there any more. Have it made again.")
    row.fetched_at = row.fetched_at or clock.now()
    row.save(update_fields=["fetched_at"])
    record(actor, "workspace.export_fetched", "workspace_export", row.id)
    return row


@command(allow=rules.only_the_software, while_ending=True)
def drop_exports(*, actor: Actor) -> int:
    """Deletes those whose days are over; their hashes stay. Returns how many."""
    return _drop(actor, WorkspaceExport.objects.filter(state="ready", expires_at__lte=clock.now()))


@command(allow=rules.only_the_software, while_ending=True)
def void_exports(*, actor: Actor) -> int:
    """Gives up every one, made or not: somebody in it is erased. Returns how many."""
    return _drop(actor, WorkspaceExport.objects.exclude(state__in=["over", "failed"]))


def _held(export: WorkspaceExport) -> WorkspaceExport:
    fresh: WorkspaceExport = WorkspaceExport.objects.select_for_update().find(id=export.id)
    return fresh


def _drop(actor: Actor, found: CellQuerySet[WorkspaceExport]) -> int:
    """With their keys: a copy of the file in a backup opens no more."""
    rows = list(found.select_for_update().order_by("id"))
    for row in rows:
        for blob in Blob.objects.filter(id=row.blob_id):
            store.drop(blob)
        with suppress(keyring.Erased):
            keyring.destroy(row.subject_id)
        row.blob_id, row.state, row.deleted_at = None, "over", clock.now()
        row.save(update_fields=["blob_id", "state", "deleted_at"])
        record(actor, "workspace.export_deleted", "workspace_export", row.id)
    return len(rows)
