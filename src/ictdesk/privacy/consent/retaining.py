"""When an agreement that has ended has had its time: its history goes. A no stays, by its digest alone, so that it is kept to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ictdesk.kernel import retention
from ictdesk.kernel.retention import DataClass
from ictdesk.privacy.consent.models import ConsentEvent, ConsentQuestion, ConsentState
from ictdesk.privacy.consent.words import ALLOWS, NOES


def over(before: datetime) -> QuerySet[Any]:
    """Ended since then, and with more on record than the no itself."""
    theirs = ConsentEvent.objects.filter(digest=OuterRef("digest"), purpose=OuterRef("purpose"))
    more = theirs.exclude(id=OuterRef("event_id")).order_by()
    ended = ConsentState.objects.exclude(state__in=sorted(ALLOWS)).filter(at__lt=before)
    refused = Exists(theirs.filter(state__in=sorted(NOES)).order_by())
    return ended.filter(~refused | Exists(more))  # type: ignore[no-any-return]


def forget(ids: Sequence[UUID]) -> dict[str, int]:
    """Deletes histories; with them the state of whoever never said no."""
    rows = list(ConsentState.objects.filter(id__in=ids).select_related("event"))
    gone = {"consent_state": 0, "consent_event": 0}
    for row in rows:
        events = ConsentEvent.objects.filter(digest=row.digest, purpose_id=row.purpose_id)
        if events.filter(state__in=sorted(NOES)).exists():
            events = events.exclude(id=row.event_id)
        else:
            ConsentState.objects.filter(id=row.id).delete()
            gone["consent_state"] += 1
        found = list(events.values_list("id", flat=True))
        ConsentQuestion.objects.filter(event__in=found).delete()
        gone["consent_event"] += ConsentEvent.objects.filter(id__in=found).delete()[0]
    return gone


def register() -> None:
    retention.declare(
        DataClass(
            key="consents",
            trigger="consent_end",
            period="P3Y",
            least="P1Y",
            most="P10Y",
            action="delete",
            rows=over,
            act=forget,
        )
    )
