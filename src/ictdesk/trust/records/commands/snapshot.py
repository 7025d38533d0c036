"""Keep the records as they are today."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.trust.records import rules, thirty
from ictdesk.trust.records.models import RecordSnapshot


@command(allow=rules.can_keep)
def take_snapshot(*, actor: Actor) -> RecordSnapshot:
    """Dated, with its SHA-256; never changed. Raises `AlreadySo` where nothing differs from the newest."""
    document = thirty.records(actor)
    digest = thirty.digest(document)
    newest = RecordSnapshot.objects.order_by("-number").first()
    if newest is not None and bytes(newest.digest) == digest:
        raise AlreadySo
    row = RecordSnapshot(number=newest.number + 1 if newest else 1, document=document, digest=digest)
    row.taken_at, row.taken_by = clock.now(), actor.id
    row.save(force_insert=True)
    record(actor, "records.snapshot", "record_snapshot", row.id, number=row.number, sha256=digest.hex())
    return row
