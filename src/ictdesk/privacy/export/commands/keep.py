"""Keep an archive that was made."""

from datetime import datetime
from typing import NamedTuple

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.vault import doors
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.export import holding, rules
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import RightsSubject


class Made(NamedTuple):
    """What is known of an archive once it is written."""

    sha256: str
    rows: int
    files: int
    withheld: int
    snapshot_at: datetime
    map_hash: str


@command(allow=rules.only_the_software, while_ending=True)
def keep_bundle(*, actor: Actor, bundle: Bundle, blob: Blob, made: Made) -> Bundle:
    """Makes it ready. Raises `Conflict` when somebody it is about was erased meanwhile: then nothing of it stays."""
    row = holding.held(bundle)
    people = RightsSubject.objects.filter(request=row.request_id).values("person_id")
    with doors.in_database("rights"):
        alive = list(SubjectKey.objects.filter(id__in=people, wrapped__isnull=False).select_for_update())
    if row.state != "building" or len(alive) != people.count():
        raise Conflict("Somebody whom it is about was erased, or it was given up.")
    row.blob_id, row.size, row.sha256 = blob.id, blob.size, made.sha256
    row.rows, row.files, row.withheld = made.rows, made.files, made.withheld
    row.snapshot_at, row.map_hash = made.snapshot_at, made.map_hash
    row.made_at, row.state, row.done = clock.now(), "ready", row.total
    row.save()
    record(actor, "bundle.made", "rights_request", row.request_id, variant=row.variant, rows=made.rows)
    return row
