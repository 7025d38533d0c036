"""When a case about somebody's data has had its time as evidence: it goes with letters, decisions and its own key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ictdesk.kernel.retention import DataClass
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.retention import evidence
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.states import OVER


def past_cases(before: datetime) -> QuerySet[Any]:
    """Closed since then; one that ended otherwise counts from its receipt. What it restricts keeps it."""
    binding = Restriction.objects.filter(lifted_at=None, case_id__isnull=False).values("case_id")
    ended = Q(closed_at__lt=before) | Q(closed_at=None, received_at__lt=before)
    return RightsRequest.objects.filter(ended, state__in=sorted(OVER)).exclude(id__in=binding)  # type: ignore[no-any-return]


def remove(ids: Sequence[UUID]) -> dict[str, int]:
    return evidence.remove(RightsRequest, ids)


CASES = DataClass(
    key="cases",
    trigger="rights.closed",
    period="P3Y",
    least="P1Y",
    most="P10Y",
    action="delete",
    rows=past_cases,
    act=remove,
)
