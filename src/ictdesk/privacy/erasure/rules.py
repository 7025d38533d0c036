"""Who may have a person erased. This room does not know the desk's rights: it goes by the role."""

from ictdesk.kernel.actor import Actor, Member, System

ERASES = frozenset({"owner", "admin", "privacy_officer"})


def can_erase(actor: Actor) -> bool:
    """Those who answer for the workspace's data, and the software where a rule of theirs says so."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in ERASES)
