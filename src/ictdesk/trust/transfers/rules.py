"""Who keeps the register of transfers: people of the vendor's workspace; the commands ask whether it is."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member


def can_assess(actor: Actor) -> bool:
    """Transfers are assessed and signed by people."""
    return isinstance(actor, Member) and may(actor, "records.keep")
