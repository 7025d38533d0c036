"""Forgetting who did something and on what: the entry stays in the log, and every proof with it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ictdesk.kernel.audit import log
from ictdesk.kernel.audit.models import AuditEntry, AuditRecord

BATCH = 1000


def forget(ids: Sequence[UUID]) -> int:
    """Empties these records, in the workspace in scope; returns how many there were.

    Nobody can find out afterwards what they committed to: the salt goes with them. One without a place in the log
    gets it first.
    """
    rows = AuditRecord.objects.filter(id__in=ids, salt__isnull=False)
    if rows.exclude(id__in=AuditEntry.objects.filter(id__in=ids).values("id")).exists():
        log.sequence(everything=True)
    return int(rows.update(actor_id=None, object_id=None, facts={}, salt=None))


def forget_before(moment: datetime) -> int:
    """Empties every record of an act before a moment."""
    total = 0
    while True:
        rows = AuditRecord.objects.filter(at__lt=moment, salt__isnull=False).order_by("id")
        found = list(rows.values_list("id", flat=True)[:BATCH])
        if not found:
            return total
        total += forget(found)
