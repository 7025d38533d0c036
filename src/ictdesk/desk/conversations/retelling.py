"""Many conversations at once show something else: counted and told for all of them in a few statements."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, F

from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ConversationTag, SavedView
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.events.record import record_all

BATCH = 500


def tagged(*tag_ids: UUID) -> list[UUID]:
    """The conversations that carry one of these tags."""
    rows = ConversationTag.objects.filter(tag_id__in=tag_ids)
    return list(rows.values_list("conversation_id", flat=True).distinct())


def views_follow(former: str, name: str) -> None:
    """Saved views of a tag show it under its new name."""
    for view in SavedView.objects.select_for_update(no_key=True).filter(filter__tag=former).order_by("id"):
        view.filter = {**view.filter, "tag": name}
        view.save(update_fields=["filter"])


def tags_counted() -> list[tuple[Tag, int]]:
    """Every tag by name, with how many conversations carry it."""
    counted = ConversationTag.objects.values_list("tag_id").annotate(n=Count("id"))
    counts = dict(counted.values_list("tag_id", "n"))
    return [(tag, counts.get(tag.id, 0)) for tag in Tag.objects.order_by("name")]


def retell(conversation_ids: Iterable[UUID], actor: Actor) -> int:
    """Counts a change of each and tells open inboxes. Returns how many there were.

    Locked in the order of their ids, so that two of these never wait for each other.
    """
    wanted = sorted(set(conversation_ids))
    for begin in range(0, len(wanted), BATCH):
        some = wanted[begin : begin + BATCH]
        list(
            Conversation.objects.select_for_update(no_key=True)
            .filter(id__in=some)
            .order_by("id")
            .values("id")
        )
        Conversation.objects.filter(id__in=some).update(version=F("version") + 1)
        rows = Conversation.objects.filter(id__in=some).values_list("id", "contact_id", "version")
        record_all(
            [
                ConversationChanged(conversation_id=one, contact_id=who, version=version)
                for one, who, version in rows
            ],
            actor,
        )
    return len(wanted)
