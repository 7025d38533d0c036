"""Forgetting who did something and on what: the entry stays in the log, and every proof with it."""

from datetime import datetime

from ictdesk.kernel.audit import log
from ictdesk.kernel.audit.models import AuditRecord

BATCH = 1000


def forget_before(moment: datetime) -> int:
    """Empties every record of an act before a moment, in the workspace in scope; returns how many there were.

    Nobody can find out afterwards what they committed to: the salt goes with them.
    """
    log.sequence()
    total = 0
    while True:
        found = list(
            AuditRecord.objects.filter(at__lt=moment, salt__isnull=False)
            .order_by("at")
            .values_list("id", flat=True)[:BATCH]
        )
        if not found:
            return total
        total += AuditRecord.objects.filter(id__in=found).update(
            actor_id=None, object_id=None, facts={}, salt=None
        )
