"""Who may do what with mail."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System


def only_the_software(actor: Actor) -> bool:
    """Mail comes in and is sorted without anybody's hand."""
    return isinstance(actor, System)


def can_set_up(actor: Actor) -> bool:
    """How an inbox takes and sends mail."""
    return may(actor, "workspace.manage")
