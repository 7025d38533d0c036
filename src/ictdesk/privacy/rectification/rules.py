"""Who may correct: a member who looks after cases. What is true is for a person to say."""

from ictdesk.kernel.actor import Actor, Member
from ictdesk.privacy.rights.rules import READS


def can_correct(actor: Actor) -> bool:
    return isinstance(actor, Member) and actor.role in READS
