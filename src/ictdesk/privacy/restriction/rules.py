"""Who may restrict and lift."""

from ictdesk.kernel.actor import Actor, ApiKey, Member, System
from ictdesk.privacy.rights.rules import READS


def can_read(actor: Actor) -> bool:
    return can_decide(actor) or (isinstance(actor, ApiKey) and "rights:read" in actor.scopes)


def can_place(actor: Actor) -> bool:
    """It takes nothing from the person: a program may, and so does the answer of a case."""
    if isinstance(actor, ApiKey):
        return "rights:write" in actor.scopes
    return isinstance(actor, System) or can_decide(actor)


def can_decide(actor: Actor) -> bool:
    """To end a restriction, or to look in spite of it, is for a person to answer for."""
    return isinstance(actor, Member) and actor.role in READS


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
