"""Who may do what with promises."""

from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor, System


def can_set_up(actor: Actor) -> bool:
    return may(actor, "workspace.manage")


def can_read(actor: Actor) -> bool:
    return may(actor, "conversation.read")


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
