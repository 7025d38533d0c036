"""Two conversations are about one thing: let one go on in the other."""

from ictdesk.desk.conversations import rules, states
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.commands import merge_words
from ictdesk.desk.conversations.commands.status import move
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ConversationMerge
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid

STATUS = ("status",)


@command(allow=rules.can_merge)
def merge(*, actor: Actor, source: Conversation, target: Conversation) -> ConversationMerge:
    """The source is solved and leads to the target from now on; each keeps its own messages.

    Its contact is told in the source, the team in the target. Who waits, waits in the target.
    Raises `Invalid` for conversations of different contacts or a target without a number, and `Conflict`
    where one of them went into another already: so merges never go round in a circle.
    """
    if source.id == target.id:
        raise Invalid("A conversation is not merged with itself.")
    held = {id_: lock(id_) for id_ in sorted([source.id, target.id])}
    source, target = held[source.id], held[target.id]
    _refuse(source, target)
    made = ConversationMerge(source=source, target=target, made_at=clock.now())
    made.was = {**states.state_of(source, STATUS)}
    made.followers = merge_words.bring_followers(source, target)
    waiting = source.waiting_since
    source.merged_into = target
    changed(source, actor, ConversationChanged, "merged_into")
    if source.category != "solved":
        move(actor, source, workspaces.default_status("solved"), None)
    made.became = {**states.state_of(source, STATUS)}
    made.save()
    if waiting and target.category != "solved" and (target.waiting_since or waiting) >= waiting:
        target.waiting_since = waiting
    changed(target, actor, ConversationChanged, "waiting_since")
    merge_words.tell(source, target)
    record(actor, "conversation.merge", "conversation", target.id, source=str(source.id))
    return made


def _refuse(source: Conversation, target: Conversation) -> None:
    if source.contact_id != target.contact_id:
        raise Invalid(
            "Only conversations of the same contact are merged. Merge the two contacts first, or link them."
        )
    if source.merged_into_id is not None:
        raise Conflict("This one was merged into another already.")
    if target.merged_into_id is not None:
        raise Conflict("The other one was merged itself: choose the one that it leads to.")
    if target.number is None:
        raise Invalid("Merge into a ticket: make the other one a ticket first.")
