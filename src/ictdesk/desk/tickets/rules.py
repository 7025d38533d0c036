"""Who may do what with promises."""

from ictdesk.desk.people.rules import may
from ictdesk.desk.tickets.models import Macro
from ictdesk.kernel.actor import Actor, Member, System


def can_set_up(actor: Actor) -> bool:
    return may(actor, "workspace.manage")


def can_read(actor: Actor) -> bool:
    return may(actor, "conversation.read")


def can_use_macros(actor: Actor) -> bool:
    return may(actor, "conversation.tag")


def can_make_macro(actor: Actor, shared: bool) -> bool:
    """For oneself by everybody who works; for everybody by who runs the workspace."""
    return isinstance(actor, Member) and can_use_macros(actor) and (not shared or can_set_up(actor))


def can_change_macro(actor: Actor, macro: Macro, shared: bool) -> bool:
    """One's own private one; a shared one by who runs the workspace."""
    if not can_make_macro(actor, shared):
        return False
    return can_set_up(actor) if macro.shared else macro.owner_id == actor.id


def can_delete_macro(actor: Actor, macro: Macro) -> bool:
    return can_change_macro(actor, macro, macro.shared)


def can_apply_macro(actor: Actor, macro: Macro) -> bool:
    return can_use_macros(actor) and (macro.shared or macro.owner_id == actor.id)


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
