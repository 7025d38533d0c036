"""Who keeps the register, and who objects for a customer."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System


def can_keep(actor: Actor) -> bool:
    """Of the vendor's workspace; the commands ask whether it is."""
    return isinstance(actor, Member | System) and may(actor, "records.keep")


def can_object(actor: Actor) -> bool:
    """Who processes for an organisation is its own to answer for."""
    return isinstance(actor, Member) and may(actor, "records.keep")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
