"""Who may change a workspace's settings. This room does not know roles: it asks by name of the right."""

from ictdesk.kernel.actor import Actor, Member, System


def can_end(actor: Actor) -> bool:
    """Owners, and whoever runs the installation."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role == "owner")


def can_manage(actor: Actor) -> bool:
    """Owners, admins and the software itself."""
    return isinstance(actor, System) or (isinstance(actor, Member) and actor.role in ("owner", "admin"))
