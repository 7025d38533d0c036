"""When conversations, visits and the people of a workspace have had their time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

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
