"""Make a ticket of a conversation, and say what kind of work it is."""

from collections.abc import Sequence

from ictdesk.desk.conversations import numbering, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged, TicketMade
from ictdesk.desk.conversations.models import Conversation, Follower
from ictdesk.desk.conversations.texts import clean_subject
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid

MOST_FOLLOWERS = 50


@command(allow=rules.can_tag)
def make_ticket(*, actor: Actor, conversation: Conversation) -> Conversation:
    """Gives it the next number. Raises `AlreadySo` when it has one."""
    locked = lock(conversation.id)
    if locked.number is not None:
        raise AlreadySo
    locked.number = numbering.next_number()
    return changed(locked, actor, TicketMade, "number")


@command(allow=rules.can_tag)
def set_type(*, actor: Actor, conversation: Conversation, ticket_type: TicketType | None) -> Conversation:
    """Says what kind of work it is. Raises `AlreadySo`, and `Invalid` when it is no ticket."""
    locked = lock(conversation.id)
    if locked.number is None:
        raise Invalid("Only a ticket has a type: make it one first.")
    if locked.type_id == (ticket_type.id if ticket_type else None):
        raise AlreadySo
    locked.type = ticket_type
    return changed(locked, actor, ConversationChanged, "type")


@command(allow=rules.can_tag)
def set_subject(*, actor: Actor, conversation: Conversation, subject: str) -> Conversation:
    """Says what it is about, in one line that its contact reads too. Raises `AlreadySo`, `Invalid`."""
    subject = clean_subject(subject)
    locked = lock(conversation.id)
    if locked.subject == subject:
        raise AlreadySo
    locked.subject = subject
    return changed(locked, actor, ConversationChanged, "subject", visible=True)


@command(allow=rules.can_tag)
def set_followers(*, actor: Actor, conversation: Conversation, members: Sequence[Member]) -> Conversation:
    """Lets exactly these members follow it. Raises `AlreadySo`, `Invalid`."""
    wanted = {member.id: member for member in members}
    if len(wanted) > MOST_FOLLOWERS or not all(member.active for member in members):
        raise Invalid(f"At most {MOST_FOLLOWERS} active members follow a conversation.")
    locked = lock(conversation.id)
    rows = {row.member_id: row for row in Follower.objects.filter(conversation=locked)}
    if rows.keys() == wanted.keys():
        raise AlreadySo
    for id_ in rows.keys() - wanted.keys():
        rows[id_].delete()
    for id_ in wanted.keys() - rows.keys():
        Follower.objects.create(conversation=locked, member=wanted[id_])
    return changed(locked, actor, ConversationChanged)
