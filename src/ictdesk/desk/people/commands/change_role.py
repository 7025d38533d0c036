"""Give a member another role."""

from ictdesk.desk.people import owners, rules
from ictdesk.desk.people.commands.add_member import ROLES
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor, Role
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid, NotAllowed
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_change_role, while_ending=True, alters=Alters("members", (Member,)))
def change_role(*, actor: Actor, member: Member, role: Role) -> Member:
    """Sets the role; open sockets of the member are closed, so that the new one counts at once.

    Raises `AlreadySo`, `Invalid`, and `LastOwner` for the only owner.
    """
    if role not in ROLES:
        raise Invalid("This is not a role.")
    owners.lock()
    fresh: Member = Member.objects.select_for_update().find(id=member.id, active=True)
    if fresh.role == role:
        raise AlreadySo
    former = fresh.role
    if not rules.can_give_role(actor, former):
        raise NotAllowed  # it rose since it was shown
    owners.must_remain_without(fresh)
    fresh.role = role
    fresh.save(update_fields=["role"])
    record(actor, "member.change_role", "member", fresh.id, former=former, role=role)
    bus.setup_after_commit()
    bus.revoke_after_commit("member", fresh.id)
    return fresh
