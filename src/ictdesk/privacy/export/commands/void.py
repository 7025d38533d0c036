"""Delete archives: those whose days are over, and those of somebody who is erased."""

from collections.abc import Collection
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.privacy.export import rules
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import RightsSubject


@command(allow=rules.only_the_software, while_ending=True)
def drop_old(*, actor: Actor) -> int:
    """Deletes the files whose days are over; their hashes stay. Returns how many."""
    return _drop(actor, list(Bundle.objects.filter(expires_at__lte=clock.now(), blob_id__isnull=False)))


@command(allow=rules.only_the_software, while_ending=True)
def void_bundles(*, actor: Actor, people: Collection[UUID]) -> int:
    """Gives up every archive about these people, made or not: they are erased.

    A case that asked for both tells them first: its archive stays its few days after the letter.
    """
    cases = RightsSubject.objects.filter(person_id__in=list(people)).values("request")
    found = Bundle.objects.filter(request__in=cases).exclude(state="over")
    both = [row for row in found.select_related("request") if _answers_both(row)]
    return _drop(actor, list(found.exclude(id__in=[row.id for row in both])))


def _answers_both(row: Bundle) -> bool:
    return "erasure" in row.request.rights and row.expires_at is not None


def _drop(actor: Actor, rows: list[Bundle]) -> int:
    for row in rows:
        for blob in Blob.objects.filter(id=row.blob_id):
            store.drop(blob)
        row.blob_id, row.state, row.deleted_at = None, "over", clock.now()
        row.save(update_fields=["blob_id", "state", "deleted_at"])
        record(actor, "bundle.deleted", "rights_request", row.request_id, variant=row.variant)
    return len(rows)
