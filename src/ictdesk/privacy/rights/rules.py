"""Who may do what with a case. This room does not know the desk's rights: it goes by the role."""

from ictdesk.kernel.actor import Actor, ApiKey, Member, System

READS = frozenset({"owner", "admin", "privacy_officer"})
REPORTS = READS | {"agent"}


def can_receive(actor: Actor) -> bool:
    """Whoever hears a request must be able to write it down: the clock runs already."""
    if isinstance(actor, ApiKey):
        return "rights:write" in actor.scopes
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in REPORTS)


def can_read(actor: Actor) -> bool:
    return can_handle(actor) or (isinstance(actor, ApiKey) and "rights:read" in actor.scopes)


def can_handle(actor: Actor) -> bool:
    """No key of a program does: its steps are people's, or the software's own."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in READS)


def can_decide(actor: Actor) -> bool:
    """The data protection lead's part, and never the software's: no answer to a person leaves without it."""
    return isinstance(actor, Member) and actor.role in READS


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
