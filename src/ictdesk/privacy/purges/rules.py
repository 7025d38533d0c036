"""Who may propose and confirm: two people, neither a program nor the software. That they are two the command sees to."""

from ictdesk.kernel.actor import Actor, Member, System
from ictdesk.privacy.erasure.rules import ERASES


def can_purge(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in ERASES


def can_look(actor: Actor) -> bool:
    return can_purge(actor)


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
