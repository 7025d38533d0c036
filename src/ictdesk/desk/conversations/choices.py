"""What a conversation could be linked with, or merged into."""

from contextlib import suppress
from uuid import UUID

from ictdesk.desk.conversations import reading, search
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.queries import conversations_for
from ictdesk.desk.conversations.relation_shapes import (
    OtherChoice,
)
from ictdesk.desk.conversations.relations import line
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet

MOST_CHOICES = 12


def choices_for(actor: Actor, conversation: Conversation, typed: str) -> list[OtherChoice]:
    """What it could be linked with: by number, by words, or with nothing typed the same contact's own."""
    typed = typed.strip().lstrip("#")
    others = conversations_for(actor).exclude(id=conversation.id)
    newest = others.order_by("-list_hour", "-last_message_at", "id")
    own = list(newest.filter(contact=conversation.contact_id).values_list("id", flat=True)[:MOST_CHOICES])
    ids = own if not typed else _found(actor, others, typed)
    rows = reading.conversations_shown(dict.fromkeys(ids[:MOST_CHOICES]))
    contact = str(conversation.contact_id)
    return [{**line(row), "same_contact": row["contact"]["id"] == contact} for row in rows]


def _found(actor: Actor, others: CellQuerySet[Conversation], typed: str) -> list[UUID]:
    found: list[UUID] = []
    if typed.isascii() and typed.isdigit() and len(typed) < 18:
        found += others.filter(number=int(typed)).values_list("id", flat=True)
    with suppress(Invalid, NotAllowed):  # no whole word yet, or no right to search: the number alone counts
        ids = [UUID(hit["conversation"]["id"]) for hit in search.search(actor=actor, text=typed)]
        there = set(others.filter(id__in=ids).values_list("id", flat=True))
        found += [id_ for id_ in ids if id_ in there]
    return list(dict.fromkeys(found))
