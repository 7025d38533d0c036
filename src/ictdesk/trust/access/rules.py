"""Who may do what with grants and the register, before the register itself is asked."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member


def can_keep_register(actor: Actor) -> bool:
    return isinstance(actor, Member) and may(actor, "member.manage")


def can_ask(actor: Actor) -> bool:
    """Whoever works at the vendor; the register says who of them is on call."""
    return isinstance(actor, Member) and may(actor, "conversation.read")


def can_answer(actor: Actor) -> bool:
    """In the customer's workspace: whoever looks after people's rights there."""
    return isinstance(actor, Member) and may(actor, "rights.read")


def can_set(actor: Actor) -> bool:
    return isinstance(actor, Member) and may(actor, "workspace.manage")
