"""Who may write an objection down. An objection to marketing has no conditions; whoever hears it acts."""

from ictdesk.kernel.actor import Actor
from ictdesk.privacy.restriction.rules import can_place, can_read

__all__ = ["can_object", "can_read"]


def can_object(actor: Actor) -> bool:
    return can_place(actor)
