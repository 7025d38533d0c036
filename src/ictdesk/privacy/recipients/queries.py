"""What others read of recipients and notices."""

from collections.abc import Iterable
from typing import NamedTuple, cast
from uuid import UUID

from ictdesk.kernel import recipients
from ictdesk.kernel.actor import Actor, ApiKey
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.recipients import Kind, Known
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.recipients import rules
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.words import OPEN

NOBODY = Known("", alive=False)


class Line(NamedTuple):
    """A notice with its recipient as they are known now."""

    notice: RecipientNotice
    known: Known


def notices_for(actor: Actor) -> CellQuerySet[RecipientNotice]:
    """All that are due; for a program those that are addressed to it. Raises `NotAllowed`."""
    if not rules.can_confirm(actor):
        raise NotAllowed
    rows = RecipientNotice.objects.all()
    if isinstance(actor, ApiKey):
        rows = rows.filter(kind="program", recipient=str(actor.id), due_at__isnull=False)
    return rows  # type: ignore[no-any-return]


def open_notices(actor: Actor) -> list[Line]:
    """Those that wait, oldest first. Raises `NotAllowed`."""
    return _lines(notices_for(actor).filter(state=OPEN, due_at__isnull=False).order_by("made_at", "id")[:200])


def settled_notices(actor: Actor, limit: int) -> list[Line]:
    """The others, newest first. Raises `NotAllowed`."""
    return _lines(notices_for(actor).exclude(state=OPEN).order_by("-settled_at", "id")[:limit])


def of_case(case_id: UUID) -> list[Line]:
    """Those of a case's acts, oldest first."""
    return _lines(RecipientNotice.objects.filter(case_id=case_id).order_by("made_at", "id"))


def of_cause(cause_id: UUID) -> list[RecipientNotice]:
    """As a certificate lists them."""
    return list(RecipientNotice.objects.filter(cause_id=cause_id).order_by("kind", "recipient"))


def _lines(rows: Iterable[RecipientNotice]) -> list[Line]:
    found: dict[tuple[str, str], Known] = {}
    lines = []
    for row in rows:
        whom = (row.kind, row.recipient)
        if whom not in found:
            found[whom] = recipients.known(cast("Kind", row.kind), row.recipient) or NOBODY
        lines.append(Line(row, found[whom]))
    return lines
