"""When conversations, visits and the people of a workspace have had their time."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.kernel import retention
from ictdesk.kernel.retention import DataClass
from ictdesk.kernel.vault import keyring


def quiet_people(before: datetime) -> QuerySet[Any]:
    """Nobody saw or heard of them since, and nothing of theirs is being worked on.

    Whoever went into another contact lives as long as that one does.
    """
    alive = Conversation.objects.filter(
        Q(contact_id=OuterRef("id")) | Q(contact__merged_into_id=OuterRef("id"))
    )
    alive = alive.exclude(category="solved") | alive.filter(last_message_at__gte=before)
    found = Contact.objects.filter(last_seen_at__lt=before, created_at__lt=before)
    return found.filter(merged_into=None).filter(~Exists(alive.order_by()))  # type: ignore[no-any-return]


def solved(before: datetime) -> QuerySet[Any]:
    """Solved since then, and nobody wrote since then either."""
    return Conversation.objects.filter(  # type: ignore[no-any-return]
        category="solved", category_at__lt=before, last_message_at__lt=before
    )


def past_visits(before: datetime) -> QuerySet[Any]:
    """Sessions whose token ended then."""
    return VisitorSession.objects.filter(expires_at__lt=before)  # type: ignore[no-any-return]


def end_visits(ids: Sequence[UUID]) -> dict[str, int]:
    """Deletes sessions, and the keys of those who never wrote."""
    rows = VisitorSession.objects.filter(id__in=ids)
    keys = rows.filter(contact=None, subject_id__isnull=False).values_list("subject_id", flat=True)
    keyring.destroy_all(list(keys))
    gone, _ = rows.delete()
    return {"visitor_session": gone}


def figures_of_threads(ids: Sequence[UUID]) -> Counter[tuple[date, str]]:
    """By the month in which they began: how many by chat and by mail or form, how much was said, how soon it was answered."""
    waited = F("first_response_at") - F("created_at")
    rows = (
        Conversation.objects.filter(id__in=ids)
        .order_by()
        .annotate(month=TruncMonth("created_at", tzinfo=UTC), waited=waited)
        .values("month")
        .annotate(
            chats=Count("id", filter=Q(number=None)),
            tickets=Count("id", filter=Q(number__isnull=False)),
            messages=Sum("last_public_seq"),
            answered=Count("id", filter=Q(first_response_at__isnull=False)),
            answered_in_an_hour=Count("id", filter=Q(waited__lte=timedelta(hours=1))),
            answered_in_a_day=Count("id", filter=Q(waited__lte=timedelta(days=1))),
        )
    )
    found: Counter[tuple[date, str]] = Counter()
    for row in rows:
        month = row.pop("month").date()
        found.update({(month, name): count for name, count in row.items() if count})
    return found


def figures_of_people(ids: Sequence[UUID]) -> Counter[tuple[date, str]]:
    """Of what they wrote, also as somebody who went into them."""
    theirs = Q(contact_id__in=ids) | Q(contact__merged_into_id__in=ids)
    return figures_of_threads(list(Conversation.objects.filter(theirs).values_list("id", flat=True)))


def _keys(model: type[Any], ids: Sequence[UUID]) -> dict[UUID, UUID]:
    return dict(model.objects.filter(id__in=ids).values_list("id", "subject_id"))


def register() -> None:
    retention.declare(
        DataClass(
            key="people",
            trigger="last_activity",
            period="P3Y",
            least="P30D",
            most="P10Y",
            action="erase",
            rows=quiet_people,
            subjects=lambda ids: _keys(Contact, ids),
            figures=figures_of_people,
        )
    )
    retention.declare(
        DataClass(
            key="conversations",
            trigger="conversation.closed",
            period="P3Y",
            least="P30D",
            most="P10Y",
            action="delete",
            rows=solved,
            subjects=lambda ids: _keys(Conversation, ids),
            figures=figures_of_threads,
        )
    )
    retention.declare(
        DataClass(
            key="visits",
            trigger="visit_end",
            period="P30D",
            least="P1D",
            most="P1Y",
            action="delete",
            rows=past_visits,
            act=end_visits,
        )
    )
