"""Who may do what with archives and withheld passages: the same members who look after cases."""

from ictdesk.kernel.actor import Actor, Member, System
from ictdesk.privacy.rights.rules import READS


def can_review(actor: Actor) -> bool:
    """Whether a passage tells of somebody else is for a person to say, never for the software."""
    return isinstance(actor, Member) and actor.role in READS


def can_order(actor: Actor) -> bool:
    return isinstance(actor, System) or can_review(actor)


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)


def can_take_along(actor: Actor) -> bool:
    """Everything of a workspace: its owners alone."""
    return isinstance(actor, Member) and actor.role == "owner"
