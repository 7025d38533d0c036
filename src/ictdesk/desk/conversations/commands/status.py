"""Move a conversation from one state to another."""

from datetime import datetime

from ictdesk.desk.conversations import asking, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Status
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid


@command(allow=rules.can_set_status, with_grant=True)
def set_status(
    *, actor: Actor, conversation: Conversation, status: Status, snoozed_until: datetime | None = None
) -> Conversation:
    """Sets the status. Raises `AlreadySo`, and `Invalid` for a snooze without a time, or a solved ticket without what it needs."""
    if (status.category == "snoozed") != (snoozed_until is not None):
        raise Invalid("A snoozed conversation needs the time until which it sleeps, and no other has one.")
    locked = lock(conversation.id)
    if status.category == "solved" and not isinstance(actor, System):
        asking.refuse_unfilled(locked)
    return move(actor, locked, status, snoozed_until)


@command(allow=rules.can_set_status, with_grant=True)
def snooze(*, actor: Actor, conversation: Conversation, until: datetime | None) -> Conversation:
    """Lets it sleep until a time, or with None until they answer: their message wakes it in either case.

    Raises `AlreadySo`, and `Invalid` for a time that is over.
    """
    return move(actor, lock(conversation.id), workspaces.default_status("snoozed"), until)


def move(actor: Actor, locked: Conversation, status: Status, until: datetime | None) -> Conversation:
    """Gives a locked conversation its status. Raises `AlreadySo`, and `Invalid` for a time that is over."""
    if until is not None and until <= clock.now():
        raise Invalid("The time until which it sleeps is over.")
    if (locked.status_id, locked.snoozed_until) == (status.id, until):
        raise AlreadySo
    if locked.category != status.category:
        locked.category_at = clock.now()
    locked.status = status
    locked.category = status.category
    locked.snoozed_until = until
    touched = ["status", "category", "category_at", "snoozed_until"]
    if status.category == "solved":
        locked.waiting_since = None
        touched.append("waiting_since")
    return changed(locked, actor, ConversationChanged, *touched, visible=True)


@command(allow=rules.can_set_status, with_grant=True)
def solve(*, actor: Actor, conversation: Conversation) -> Conversation:
    """Sets the workspace's first status of the category *solved*. Raises `AlreadySo`."""
    if lock(conversation.id).category == "solved":
        raise AlreadySo
    return set_status(actor=actor, conversation=conversation, status=workspaces.default_status("solved"))


@command(allow=rules.can_set_status, with_grant=True)
def reopen(*, actor: Actor, conversation: Conversation) -> Conversation:
    """Sets the workspace's first status of the category *open*. Raises `AlreadySo`."""
    if lock(conversation.id).category == "open":
        raise AlreadySo
    return set_status(actor=actor, conversation=conversation, status=workspaces.default_status("open"))
