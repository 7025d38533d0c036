"""Who handles orders: people of the vendor's workspace; the commands ask whether it is."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System


def can_handle(actor: Actor) -> bool:
    return isinstance(actor, Member) and may(actor, "records.keep")


def can_read(actor: Actor) -> bool:
    return isinstance(actor, Member | System) and may(actor, "rights.read")
