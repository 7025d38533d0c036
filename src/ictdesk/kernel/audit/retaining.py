"""When who did something, and on what, has had its time: the entry stays, the rest is forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ictdesk.kernel import retention
from ictdesk.kernel.audit import forgetting
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.retention import DataClass


def known(before: datetime) -> QuerySet[Any]:
    """Records of acts before then that still say who."""
    return AuditRecord.objects.filter(at__lt=before, salt__isnull=False)  # type: ignore[no-any-return]


def _forget(ids: Sequence[UUID]) -> dict[str, int]:
    return {"audit_record": forgetting.forget(ids)}


TRAIL = DataClass(
    key="trail",
    trigger="event",
    period="P3Y",
    least="P1Y",
    most="P10Y",
    action="forget",
    rows=known,
    act=_forget,
)


def register() -> None:
    retention.declare(TRAIL)
