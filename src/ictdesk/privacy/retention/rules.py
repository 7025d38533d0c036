"""Who may set a period: those who answer for the workspace. This room goes by the role."""

from ictdesk.kernel.actor import Actor, Member

SETS = frozenset({"owner", "admin"})
READS = SETS | {"privacy_officer"}


def can_set(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in SETS


def can_look(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in READS
