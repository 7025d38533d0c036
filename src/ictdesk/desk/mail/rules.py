"""Who may do what with mail."""

from ictdesk.kernel.actor import Actor, System


def only_the_software(actor: Actor) -> bool:
    """Mail comes in and is sorted without anybody's hand."""
    return isinstance(actor, System)
