"""Who asks for the document and signs it for the organisation."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, Member, System


def can_bind(actor: Actor) -> bool:
    """Owners, admins and privacy officers: who processes for an organisation is theirs to answer for."""
    return isinstance(actor, Member) and may(actor, "records.keep")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
