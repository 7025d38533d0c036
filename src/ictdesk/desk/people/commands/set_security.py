"""Say what the workspace asks of its members' sign-in."""

from ictdesk.desk.people import rules
from ictdesk.desk.people.access import has_second_step
from ictdesk.desk.people.models import Member, User
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.actor import Member as Acting
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters

LONGEST = 24 * 30


@command(allow=rules.can_set_security, while_ending=True, alters=Alters("security", (Workspace,)))
def set_security(*, actor: Actor, second_step: bool, sign_in_hours: int) -> Workspace:
    """Sets both; who does not meet them is let in no further, and open sockets close.

    Raises `Invalid`, and `Conflict` when whoever asks for a second step has none: they would lock themselves out.
    """
    if not 0 <= sign_in_hours <= LONGEST:
        raise Invalid(f"Members prove who they are after 1 to {LONGEST} hours, or never (0).")
    settings: Workspace = Workspace.objects.select_for_update().find(id=workspace().id)
    if second_step and not settings.second_step and isinstance(actor, Acting):
        user_id = Member.objects.find(id=actor.id).user_id
        if not has_second_step(User.objects.get(id=user_id)):
            raise Conflict("Set up a second step for your own account first: you would lock yourself out.")
    stricter = second_step > settings.second_step or 0 < sign_in_hours < (
        settings.sign_in_hours or LONGEST + 1
    )
    settings.second_step, settings.sign_in_hours = second_step, sign_in_hours
    settings.save(update_fields=["second_step", "sign_in_hours"])
    record(
        actor,
        "workspace.set_security",
        "workspace",
        settings.id,
        second_step=second_step,
        hours=sign_in_hours,
    )
    if stricter:
        for member_id in Member.objects.filter(active=True).values_list("id", flat=True):
            bus.revoke_after_commit("member", member_id)
    return settings
