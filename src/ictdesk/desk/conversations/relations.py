"""Reads of what belongs together: links and merges."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from ictdesk.desk.conversations import linking, reading
from ictdesk.desk.conversations.models import Conversation, ConversationLink, ConversationMerge
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.relation_shapes import (
    MergedShape,
    OtherShape,
    RelationsShape,
)
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.tenancy.models import CellQuerySet

UNDO_FOR = timedelta(days=1)


def merges_for(actor: Actor) -> CellQuerySet[ConversationMerge]:
    """The merges of conversations that an actor may see. Raises `NotAllowed`."""
    conversations_for(actor)
    return ConversationMerge.objects.all()  # type: ignore[no-any-return]


def links_for(actor: Actor) -> CellQuerySet[ConversationLink]:
    """The links that an actor may see. Raises `NotAllowed`."""
    conversations_for(actor)
    return ConversationLink.objects.all()  # type: ignore[no-any-return]


def relations_of(conversation: Conversation) -> RelationsShape:
    """Everything that belongs to it. Four queries at most."""
    links = list(
        ConversationLink.objects.filter(Q(source=conversation) | Q(target=conversation)).order_by("id")
    )
    merges = ConversationMerge.objects.filter(undone_at=None)
    merges = list(merges.filter(Q(source=conversation) | Q(target=conversation)).order_by("made_at", "id"))
    ends = {end for one in (*links, *merges) for end in (one.source_id, one.target_id)} - {conversation.id}
    others = shown(ends)
    into = [one for one in merges if one.source_id == conversation.id]
    return {
        "links": [
            {"id": str(link.id), "kind": linking.kind_from(link, conversation), "other": others[end]}
            for link in links
            if (end := link.target_id if link.source_id == conversation.id else link.source_id) in others
        ],
        "merged_into": _merged(into[-1], others[into[-1].target_id]) if into else None,
        "merged": [_merged(one, others[one.source_id]) for one in merges if one.target_id == conversation.id],
    }


def merge_shown(merge: ConversationMerge) -> MergedShape:
    """A merge with where it leads to."""
    return _merged(merge, shown([merge.target_id])[merge.target_id])


def shown(ids: Iterable[UUID]) -> dict[UUID, OtherShape]:
    """Conversations in one line each. Two queries at most."""
    return {UUID(row["id"]): line(row) for row in reading.conversations_shown(sorted(ids))}


def line(row: ConversationForAgent) -> OtherShape:
    """A row of the inbox, as far as one line needs it."""
    return {
        "id": row["id"],
        "number": row["ticket"]["number"] if row["ticket"] else None,
        "subject": row["subject"] or (row["preview"]["text"] if row["preview"] else ""),
        "contact": row["contact"],
        "status": row["status"],
        "last_message_at": row["last_message_at"],
    }


def _merged(merge: ConversationMerge, other: OtherShape) -> MergedShape:
    until: datetime = merge.made_at + UNDO_FOR
    return {
        "id": str(merge.id),
        "other": other,
        "made_at": rfc3339(merge.made_at),
        "undo_until": rfc3339(until) if until > clock.now() else None,
    }
