"""Who may do what with mailboxes."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System


def can_set_up(actor: Actor) -> bool:
    """Which mailboxes are read."""
    return may(actor, "workspace.manage")


def only_the_software(actor: Actor) -> bool:
    """Mail is fetched without anybody's hand."""
    return isinstance(actor, System)
