"""Who may do what with recipients: the members who look after cases, and a program with what is addressed to it."""

from ictdesk.kernel.actor import Actor, ApiKey, Member, System
from ictdesk.privacy.rights.rules import READS

READING = frozenset({"conversations:read", "contacts:read", "search:read", "rights:read"})
"""Scopes by which a program gets to know people."""


def can_note(actor: Actor) -> bool:
    """Writes down a recipient, or decides about one: for a person to answer for."""
    return isinstance(actor, Member) and actor.role in READS


def can_confirm(actor: Actor) -> bool:
    """A program confirms what was addressed to it, and a member what they heard."""
    if isinstance(actor, ApiKey):
        return bool(READING & actor.scopes)
    return isinstance(actor, System) or can_note(actor)


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
