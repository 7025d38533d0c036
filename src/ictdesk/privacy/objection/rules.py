"""Who may write an objection down. An objection to marketing has no conditions; whoever hears it acts."""

from ictdesk.kernel.actor import Actor
from ictdesk.privacy.restriction.rules import can_decide, can_place, can_read

__all__ = ["can_object", "can_read", "can_withdraw"]


def can_object(actor: Actor) -> bool:
    return can_place(actor)


def can_withdraw(actor: Actor) -> bool:
    """That the person said so is for a member to answer for."""
    return can_decide(actor)
