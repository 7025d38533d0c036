"""Correct one's own name."""

from ictdesk.desk.people import rules
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.names import clean_name
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus


@command(allow=rules.is_self)
def rename_self(*, actor: Actor, member: Member, name: str) -> Member:
    """Sets the name under which colleagues and visitors see a member. Raises `AlreadySo` and `Invalid`."""
    name = clean_name(name)
    fresh: Member = Member.objects.select_for_update().find(id=member.id, active=True)
    if fresh.name == name:
        raise AlreadySo
    fresh.name = name
    fresh.save(update_fields=["name"])
    record(actor, "member.rename_self", "member", fresh.id)
    bus.setup_after_commit()
    bus.revoke_after_commit("sign_in", fresh.id)
    return fresh
