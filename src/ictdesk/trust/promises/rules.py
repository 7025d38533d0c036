"""Who runs checks and who vouches: the vendor's own data protection lead, and the software."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member


def can_run(actor: Actor) -> bool:
    return isinstance(actor, Member) and may(actor, "records.keep")


def can_attest(actor: Actor) -> bool:
    """A person's word: no program gives it."""
    return isinstance(actor, Member) and may(actor, "records.keep")
