"""End a membership."""

from ictdesk.desk.people import owners, rules
from ictdesk.desk.people.models import Member
from ictdesk.kernel import clock, jobs
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, NotAllowed
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_deactivate, while_ending=True, alters=Alters("members", (Member,)))
def deactivate_member(*, actor: Actor, member: Member) -> Member:
    """Ends the membership: pages and API answer as to a stranger from the commit on, open sockets are closed.

    The seat goes by a job, and with the last seat every session of the account. What the member wrote
    stays theirs. Raises `AlreadySo`, and `LastOwner` for the only owner.
    """
    owners.lock()
    fresh: Member = Member.objects.select_for_update().find(id=member.id)
    if not fresh.active:
        raise AlreadySo
    if not rules.can_give_role(actor, fresh.role):
        raise NotAllowed  # it rose since it was shown
    owners.must_remain_without(fresh)
    fresh.active, fresh.ended_at = False, clock.now()
    fresh.save(update_fields=["active", "ended_at"])
    record(actor, "member.deactivate", "member", fresh.id, role=fresh.role)
    bus.setup_after_commit()
    bus.revoke_after_commit("member", fresh.id)
    jobs.defer("people.leave", member=fresh.id)
    return fresh
