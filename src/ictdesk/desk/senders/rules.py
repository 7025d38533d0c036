"""Who may do what with senders."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System


def can_set_up(actor: Actor) -> bool:
    """Under which addresses the workspace writes."""
    return may(actor, "workspace.manage")


def can_note(actor: Actor) -> bool:
    """What DNS says is noted for whoever asked, and by the daily look."""
    return isinstance(actor, System) or can_set_up(actor)
