"""Who may write to everybody who agreed."""

from ictdesk.kernel.actor import Actor, Member, System

SENDS = frozenset({"owner", "admin"})


def can_send(actor: Actor) -> bool:
    """What goes to all of them is the organisation's word."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in SENDS)
