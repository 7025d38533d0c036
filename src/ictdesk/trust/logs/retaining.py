"""The log among the classes of data: thirty days, for everybody, by nobody's leave. A day goes as a whole."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ictdesk.kernel import retention
from ictdesk.kernel.logs import days
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.logs.schema import DAYS
from ictdesk.kernel.retention import DataClass
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.retention import evidence
from ictdesk.privacy.retention.cases import CASES
from ictdesk.trust.logs.models import LogHold

PERIOD = f"P{DAYS}D"


def lines(before: datetime) -> QuerySet[Any]:
    """Of the workspace in scope, on the days before the one in which that moment is."""
    midnight = datetime.combine(before.astimezone(UTC).date(), time.min, UTC)
    return LogLine.objects.filter(workspace_id=current_workspace(), at__lt=midnight)


def _drop(ids: Sequence[UUID]) -> dict[str, int]:
    days.drop_old()
    return {"log_line": len(ids)}


def over(before: datetime) -> QuerySet[Any]:
    """Slices that ended, or were never approved, since then."""
    ended = Q(ended_at__lt=before) | Q(approved_at=None, ends_on__lt=before.date())
    return LogHold.objects.filter(ended)  # type: ignore[no-any-return]


def register() -> None:
    """Beside the log itself: why a slice was kept goes when a case closed then would."""
    retention.declare(CASES.companion("log_holds", over, partial(evidence.remove, LogHold)))
    retention.declare(
        DataClass(
            key="logs",
            trigger="logged",
            period=PERIOD,
            least=PERIOD,
            most=PERIOD,
            action="delete",
            rows=lines,
            act=_drop,
        )
    )
