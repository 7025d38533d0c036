"""Who may bring conversations along."""

from ictdesk.kernel.actor import Actor, System


def only_the_software(actor: Actor) -> bool:
    """An operator runs it on the machine itself: nothing of it is reached from outside."""
    return isinstance(actor, System)
