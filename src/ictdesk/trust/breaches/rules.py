"""Who keeps the incident room, and who answers for a customer."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System


def can_keep(actor: Actor) -> bool:
    """Of the vendor's workspace; the commands ask whether it is."""
    return isinstance(actor, Member | System) and may(actor, "records.keep")


def can_decide(actor: Actor) -> bool:
    """That we are aware, and whom a controller tells, is decided by people."""
    return isinstance(actor, Member) and may(actor, "records.keep")


def can_acknowledge(actor: Actor) -> bool:
    """A member, or whoever holds the link that was mailed."""
    return isinstance(actor, Member | System) and may(actor, "records.keep")


def can_read(actor: Actor) -> bool:
    return isinstance(actor, Member | System) and may(actor, "rights.read")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
