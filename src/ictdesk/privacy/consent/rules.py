"""Who may keep and read consents."""

from ictdesk.kernel.actor import Actor, ApiKey, Member, System

SETS = frozenset({"owner", "admin", "privacy_officer"})
HEARS = SETS | {"agent"}


def can_set_up(actor: Actor) -> bool:
    """What people are asked is the organisation's to answer for."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in SETS)


def can_keep(actor: Actor) -> bool:
    """Whoever hears an answer writes it down."""
    if isinstance(actor, ApiKey):
        return "consents:write" in actor.scopes
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in HEARS)


def can_read(actor: Actor) -> bool:
    """Every member: who answers people must see what they agreed to."""
    if isinstance(actor, ApiKey):
        return "consents:read" in actor.scopes
    return isinstance(actor, System | Member)


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
