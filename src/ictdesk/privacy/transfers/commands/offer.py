"""What becomes of a link: it is offered, fetched, and ends."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Gone
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.rights import letters, rules
from ictdesk.privacy.rights.models import RightsSubject
from ictdesk.privacy.transfers.models import Transfer

LASTS = timedelta(days=7)
"""A link, from when its file was made."""


@command(allow=rules.only_the_software, while_ending=True)
def offer_transfer(*, actor: Actor, transfer: Transfer, blob: Blob) -> Transfer:
    """What was sealed for the receiver lies ready; the mail with the link leaves. Raises `Conflict` when it was offered before."""
    row = _held(transfer)
    if row.state != "waiting":
        raise Conflict
    row.state, row.blob_id, row.size, row.sha256 = "offered", blob.id, blob.size, blob.sha256
    row.expires_at = clock.now() + LASTS
    row.save()
    defer("transfers.mail", transfer=row.id)
    record(actor, "transfer.offered", "rights_request", row.request_id, transfer=str(row.id))
    return row


@command(allow=rules.only_the_software, while_ending=True)
def fetch_transfer(*, actor: Actor, transfer: Transfer) -> Transfer:
    """The receiver takes it: each time is on record, and of the first one the person is told. Raises `Gone`."""
    row = _held(transfer)
    if row.blob_id is None or row.expires_at is None or row.expires_at <= clock.now():
        raise Gone("This link is over.")
    first, row.fetches = row.state == "offered", row.fetches + 1
    if first:
        row.state, row.sent_at = "sent", clock.now()
    row.save(update_fields=["state", "sent_at", "fetches"])
    if first:
        letters.write(row.request, "transferred")
    record(
        actor, "transfer.fetched", "rights_request", row.request_id, transfer=str(row.id), time=row.fetches
    )
    return row


@command(allow=rules.only_the_software, while_ending=True)
def end_transfers(*, actor: Actor) -> int:
    """Deletes what lies behind links whose days are over. Returns how many."""
    return _end(actor, Transfer.objects.filter(blob_id__isnull=False, expires_at__lte=clock.now()))


@command(allow=rules.only_the_software, while_ending=True)
def void_transfers(*, actor: Actor, people: Collection[UUID]) -> int:
    """Ends the links to what these people took along: they are erased.

    A case that asked for both keeps its own for its days, as its archive is kept.
    """
    cases = RightsSubject.objects.filter(person_id__in=list(people)).values("request")
    found = Transfer.objects.filter(request__in=cases, blob_id__isnull=False)
    both = [row.id for row in found.select_related("request") if "erasure" in row.request.rights]
    return _end(actor, found.exclude(id__in=both))


def _held(transfer: Transfer) -> Transfer:
    fresh: Transfer = Transfer.objects.select_for_update().find(id=transfer.id)
    return fresh


def _end(actor: Actor, found: CellQuerySet[Transfer]) -> int:
    rows = list(found.select_for_update().order_by("id"))
    for row in rows:
        for blob in Blob.objects.filter(id=row.blob_id):
            store.drop(blob)
        row.blob_id, row.deleted_at = None, clock.now()
        row.state = "over" if row.state == "offered" else row.state
        row.save(update_fields=["blob_id", "deleted_at", "state"])
        record(actor, "transfer.deleted", "rights_request", row.request_id, transfer=str(row.id))
    return len(rows)
