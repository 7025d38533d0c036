"""Take a merge of conversations back, within a day."""

from ictdesk.desk.conversations import rules, states
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.commands import merge_words
from ictdesk.desk.conversations.commands.undo import put_status_back, unanswered_since
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ConversationMerge
from ictdesk.desk.conversations.relations import UNDO_FOR
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict


@command(allow=rules.can_merge)
def unmerge(*, actor: Actor, merge: ConversationMerge) -> Conversation:
    """The source is a conversation of its own again, in the state it had unless somebody has changed that since.

    What was said in the target meanwhile stays there. Raises `AlreadySo`, and `Conflict` after a day.
    """
    source, target = _locked(merge)
    fresh: ConversationMerge = ConversationMerge.objects.select_for_update(no_key=True).find(id=merge.id)
    if fresh.undone_at is not None or source.merged_into_id != target.id:
        raise AlreadySo("This merge was undone before.")
    if clock.now() - fresh.made_at > UNDO_FOR:
        raise Conflict("A merge can be undone for one day, and that is over.")
    fresh.undone_at = clock.now()
    fresh.save(update_fields=["undone_at"])
    source.merged_into = None
    changed(source, actor, ConversationChanged, "merged_into")
    became, was = fresh.became["status"], fresh.was["status"]
    if was != became and states.state_of(source, ["status"])["status"] == became:
        put_status_back(actor, source, was["id"], _until(was["until"]))
    merge_words.put_apart(fresh.followers, target.id)
    target.waiting_since = unanswered_since(target.id) if target.category != "solved" else None
    changed(target, actor, ConversationChanged, "waiting_since")
    merge_words.tell_apart(source, target)
    record(actor, "conversation.unmerge", "conversation", target.id, source=str(source.id))
    return lock(source.id)


def _locked(merge: ConversationMerge) -> tuple[Conversation, Conversation]:
    held = {id_: lock(id_) for id_ in sorted([merge.source_id, merge.target_id])}
    return held[merge.source_id], held[merge.target_id]


def _until(until: str | None) -> str | None:
    """A sleep that would be over by now is not slept."""
    return until if until is None or until > clock.rfc3339(clock.now()) else None
