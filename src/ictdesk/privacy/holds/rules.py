"""Who may hold, approve and lift: people who answer for the workspace's data, never a program."""

from ictdesk.kernel.actor import Actor, Member
from ictdesk.privacy.rights.rules import READS


def can_hold(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in READS
