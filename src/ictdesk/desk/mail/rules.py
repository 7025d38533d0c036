"""Who may do what with mail."""

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System, Visitor


def only_the_software(actor: Actor) -> bool:
    """Mail comes in and is sorted without anybody's hand."""
    return isinstance(actor, System)


def can_set_up(actor: Actor) -> bool:
    """How an inbox takes and sends mail."""
    return may(actor, "workspace.manage")


def can_ask_transcript(actor: Actor, conversation: Conversation) -> bool:
    """Whoever answers there, and the customer themselves."""
    if isinstance(actor, Visitor):
        return actor.conversation_id == conversation.id
    return may(actor, "conversation.reply")


def can_name(actor: Actor) -> bool:
    """Who is in copy: whoever answers says that."""
    return may(actor, "conversation.reply")
