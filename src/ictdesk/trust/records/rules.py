"""Who may read and keep the records."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System


def can_read(actor: Actor) -> bool:
    return may(actor, "rights.see")


def can_keep(actor: Actor) -> bool:
    """What is processed, why and how is the organisation's to answer for."""
    return isinstance(actor, Member | System) and may(actor, "records.keep")


def can_assess(actor: Actor) -> bool:
    """Interests are weighed by people."""
    return isinstance(actor, Member) and may(actor, "records.keep")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
