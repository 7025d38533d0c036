"""Pure predicates: who may do what with a conversation."""

from ictdesk.desk.conversations.models import (
    Conversation,
    Message,
    SavedView,
    ScheduledAnswer,
    VisitorSession,
)
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, ApiKey, Member, System, Visitor


def can_read(actor: Actor) -> bool:
    return may(actor, "conversation.read")


def can_write_in(actor: Actor, conversation: Conversation) -> bool:
    """A public message: by who may answer, or by the visitor whose conversation it is."""
    if isinstance(actor, Visitor):
        return actor.conversation_id == conversation.id
    return may(actor, "conversation.reply")


def can_schedule(actor: Actor) -> bool:
    """An answer in one's own name, later: by people only."""
    return isinstance(actor, Member) and may(actor, "conversation.reply")


def can_change_scheduled(actor: Actor, answer: ScheduledAnswer, text: str | None) -> bool:
    """The time by everybody who answers, the words by their writer."""
    return can_schedule(actor) and (text is None or actor.id == answer.member_id)


def can_call_off(actor: Actor) -> bool:
    return can_schedule(actor)


def can_start(actor: Actor) -> bool:
    """With somebody else: a visitor begins their own conversation by writing."""
    return may(actor, "conversation.start")


def can_note(actor: Actor) -> bool:
    return may(actor, "note.write")


def can_assign(actor: Actor) -> bool:
    return may(actor, "conversation.assign")


def can_set_status(actor: Actor) -> bool:
    return may(actor, "conversation.status")


def can_tag(actor: Actor) -> bool:
    return may(actor, "conversation.tag")


def can_merge(actor: Actor) -> bool:
    """Solves one and changes what both say."""
    return can_set_status(actor) and can_tag(actor)


def can_split(actor: Actor) -> bool:
    """Begins a conversation with what was said in another."""
    return can_start(actor) and may(actor, "conversation.reply") and can_note(actor)


def can_work(actor: Actor) -> bool:
    """May change the state of several at once; each change is asked for by itself besides."""
    return can_assign(actor) or can_set_status(actor) or can_tag(actor)


def can_save_view(actor: Actor, shared: bool) -> bool:
    """Everybody who reads keeps lists for themselves; to share one takes a right of its own."""
    return isinstance(actor, Member) and can_read(actor) and (not shared or may(actor, "view.share"))


def can_change_view(actor: Actor, view: SavedView, shared: bool) -> bool:
    """One's own; a shared one also by who runs the workspace. A private one of somebody else by nobody."""
    if not can_save_view(actor, shared):
        return False
    return actor.id == view.owner_id or can_run_view(actor, view)


def can_delete_view(actor: Actor, view: SavedView) -> bool:
    return isinstance(actor, Member) and (actor.id == view.owner_id or can_run_view(actor, view))


def can_run_view(actor: Actor, view: SavedView) -> bool:
    return view.shared and may(actor, "workspace.manage")


def can_change(actor: Actor, message: Message) -> bool:
    """Everybody changes their own words only."""
    if isinstance(actor, Visitor):
        return False
    own = message.author_kind == actor.kind and message.author_id == actor.id
    return own and may(actor, "message.change_own")


def can_mark_read(actor: Actor, conversation: Conversation) -> bool:
    if isinstance(actor, Visitor):
        return actor.conversation_id == conversation.id
    return can_read(actor) and not isinstance(actor, ApiKey)


def can_upload(actor: Actor, home: Conversation | VisitorSession) -> bool:
    """A visitor only for their own conversation, or for the first message of their own session."""
    if isinstance(actor, Visitor):
        return home.id in (actor.id, actor.conversation_id)
    return may(actor, "file.upload")


def can_tidy_up(actor: Actor) -> bool:
    """Only the software itself."""
    return isinstance(actor, System)


def can_set_up(actor: Actor) -> bool:
    """What the workspace has set up, as far as it stands on conversations."""
    return may(actor, "workspace.manage")
