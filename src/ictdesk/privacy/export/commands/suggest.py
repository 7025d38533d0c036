"""Keep what a reviewer should look at."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.export import holding, rules
from ictdesk.privacy.export.models import Bundle, Redaction


class Suggestion(NamedTuple):
    """A passage that seems to tell of somebody else. For a whole file: column *file*, both ends 0."""

    table: str
    row_id: UUID
    column: str
    start: int
    end: int
    digest: bytes
    kind: str
    reason: str


@command(allow=rules.only_the_software, while_ending=True)
def keep_suggestions(*, actor: Actor, bundle: Bundle, found: Iterable[Suggestion]) -> Bundle:
    """Stores them; what was found before stays as it was decided. The archive waits for the review from here."""
    row = holding.held(bundle)
    Redaction.objects.bulk_create(
        (Redaction(request_id=row.request_id, **one._asdict()) for one in found),
        batch_size=1_000,
        ignore_conflicts=True,
    )
    if row.state == "scanning":
        row.state = "review"
        row.save(update_fields=["state"])
    return row
