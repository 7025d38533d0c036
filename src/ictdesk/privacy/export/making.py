"""Makes an archive: read in one snapshot, stored sealed as it comes."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.home import home
from ictdesk.kernel.language import spoken
from ictdesk.kernel.tenancy import workspace_scope, workspace_snapshot
from ictdesk.kernel.vault import doors
from ictdesk.privacy.export import commands, places
from ictdesk.privacy.export.about import About, map_hash
from ictdesk.privacy.export.building import archive, total
from ictdesk.privacy.export.columns import Variant
from ictdesk.privacy.export.commands.keep import Made
from ictdesk.privacy.export.knowing import known_for
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.export.piping import Pipe
from ictdesk.privacy.export.progress import Progress
from ictdesk.privacy.export.reading import Reader
from ictdesk.privacy.export.redacting import Redactor
from ictdesk.privacy.export.withholding import Withheld
from ictdesk.privacy.export.zipping import Stream, Written

log = logging.getLogger(__name__)
US = System("export.making")
LARGEST = 2**40


@dataclass(slots=True)
class Making:
    """One archive while it is made, and what was learnt on the way."""

    workspace: UUID
    bundle: Bundle
    note: Progress
    withheld: Withheld = field(default_factory=Withheld)
    written: Written = field(default_factory=Written)
    about: About | None = None
    rows: int = 0

    def pieces(self) -> Iterator[bytes]:
        """The archive, read in a snapshot. Runs in a thread of its own."""
        with (
            workspace_snapshot(self.workspace),
            doors.opened_wide("rights"),
            spoken(self.bundle.request.language),
        ):
            person = person_of(subjects=places.people_of(self.bundle.request_id))
            variant = cast("Variant", self.bundle.variant)
            known = known_for(person) if variant == "access" else None
            reader = Reader(person, variant, Redactor(self.bundle.request_id, known), self.note)
            self.about = about(self.bundle)
            self.note.total = total(reader)
            yield from archive(self.about, reader, self.withheld, self.written)
            self.rows = sum(reader.told.values())


def about(bundle: Bundle) -> About:
    case, where = bundle.request, home()
    return About(
        cast("Variant", bundle.variant),
        str(case),
        where.name,
        clock.now(),
        map_hash(),
        case.country or where.country,
    )


def make(workspace: UUID, bundle: Bundle) -> Bundle:
    """Raises `Conflict` when it is there, or when somebody whom it is about is erased meanwhile."""
    with workspace_scope(workspace):
        row = commands.note_begun(actor=US, bundle=bundle)
    try:
        with ThreadPoolExecutor(1) as thread:
            return _stored(Making(workspace, bundle, Progress(workspace, row, thread)))
    except Exception:
        log.exception("export.failed", extra={"workspace": str(workspace)})
        with workspace_scope(workspace):
            commands.note_failed(actor=US, bundle=row)
        raise


def _stored(making: Making) -> Bundle:
    """Nothing is written in this transaction before the archive is whole: it holds nobody up."""
    stream = Stream(iter(Pipe(making.pieces)))
    with workspace_scope(making.workspace):
        stored = store.put(stream, subject_id=making.bundle.subject_id, limit=LARGEST)
        assert making.about is not None  # the stream has ended
        made = Made(
            sha256=stored.sha256,
            rows=making.rows,
            files=len(making.written.files),
            withheld=sum(1 for one in making.withheld.entries if one.reason != "map"),
            snapshot_at=making.about.snapshot_at,
            map_hash=making.about.map_hash,
        )
        return commands.keep_bundle(actor=US, bundle=making.bundle, blob=stored.blob, made=made)
