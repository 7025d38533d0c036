"""A run over one class: in batches, each a transaction, so that the desk goes on and a killed run goes on where it was."""

import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from ictdesk.kernel import clock, retention
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import Ending
from ictdesk.kernel.retention import NIL, DataClass
from ictdesk.kernel.tenancy import current_scope, workspace_scope
from ictdesk.kernel.vault import doors
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.retention import certificate, figures, periods
from ictdesk.privacy.retention.ending import US, end
from ictdesk.privacy.retention.models import RetentionRun

BATCH = 50
"""Items in one transaction: a thread with all that hangs on it is some hundred rows."""
RESTS = 3
"""So many times as long as a batch took it is quiet before the next: three quarters of the machine are the desk's."""
SPAN = 30.0
"""Seconds after which a run makes place for other jobs."""


@dataclass(slots=True)
class Pace:
    """How a run leaves the desk its share. `span` in seconds; a run without a pace goes on as fast as it can."""

    span: float = SPAN
    begun: float = field(default_factory=time.monotonic)

    def over(self) -> bool:
        return time.monotonic() - self.begun > self.span

    def rest(self, took: float) -> None:
        time.sleep(min(RESTS * took, self.span))


def run(workspace: UUID, key: str, pace: Pace | None = None) -> bool:
    """Goes over a class until nothing is due that nothing keeps. A run that was begun goes on with its moment.

    Returns False when the time of its pace was over before: then it goes on the next time.
    """
    one = retention.class_of(key)
    if one is None:
        return True
    with workspace_scope(workspace):
        current = _open(one)
    while current is not None and not (pace and pace.over()):
        begun = time.monotonic()
        with workspace_scope(workspace), doors.opened_wide("rights"):
            current = _step(one, current)
        if pace and current is not None:
            pace.rest(time.monotonic() - begun)
    return current is None


def _open(one: DataClass) -> UUID | None:
    """The run at hand or a new one; None while nothing is due."""
    if current_scope().ends_at:
        raise Ending
    found: RetentionRun | None = RetentionRun.objects.filter(data_class=one.key, done_at=None).first()
    if found:
        return found.id
    moment = clock.now()
    before = periods.cutoff(one, moment)
    if not one.due(before, NIL, 1):
        return None
    if one.action != "erase":  # each erasure has an entry of its own
        append("retention", facts={"class": one.key, "before": int(before.timestamp())})
    period = periods.in_force(one, moment)
    made: RetentionRun = RetentionRun.objects.create(
        data_class=one.key, period=period, before=before, begun_at=moment, place=NIL
    )
    return made.id


def _step(one: DataClass, run_id: UUID) -> UUID | None:
    """One batch; None when it was the last."""
    row: RetentionRun = RetentionRun.objects.select_for_update().find(id=run_id)
    if row.done_at:
        return None
    ids = list(one.due(row.before, row.place, BATCH))
    if not ids:
        _finish(row)
        return None
    counts, kept = end(one, ids)
    row.place = ids[-1]
    row.ended += len(ids) - kept.total()
    row.counts = dict(Counter(row.counts) + Counter(counts))
    row.kept = dict(Counter(row.kept) + kept)
    row.save(update_fields=["place", "ended", "counts", "kept"])
    return row.id


def _finish(row: RetentionRun) -> None:
    row.done_at = clock.now()
    figures.settle(row.before)
    certificate.issue(row)
    row.save()
    record(
        US,
        "retention.done",
        "retention_run",
        row.id,
        data_class=row.data_class,
        ended=row.ended,
        kept=sum(row.kept.values()),
    )
