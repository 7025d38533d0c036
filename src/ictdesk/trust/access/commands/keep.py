"""Who is on call: named, looked at again, and taken off, by whoever runs the vendor's workspace."""

from datetime import date
from uuid import UUID

from ictdesk.desk.people.models import Member
from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound
from ictdesk.trust.access import oncall, rules
from ictdesk.trust.access.models import OnCallEvent
from ictdesk.trust.access.vendor import must_be_here


@command(allow=rules.can_keep_register)
def name_on_call(*, actor: Actor, member: Member, approves: bool, review_on: date) -> OnCallEvent:
    """Puts somebody on the register; they still have to sign. Raises `AlreadySo`, `Invalid` and `NotFound`."""
    must_be_here()
    if oncall.entry_of(member.user_id) is not None:
        raise AlreadySo
    if not member.active:
        raise NotFound
    return _add(actor, member, "named", approves=approves, review_on=_until(review_on))


@command(allow=rules.can_keep_register)
def review_on_call(*, actor: Actor, member: Member, approves: bool, review_on: date) -> OnCallEvent:
    """Looks at an entry again, and says until when it holds. Raises `Conflict`, `Invalid` and `NotFound`."""
    must_be_here()
    _must_stand(member.user_id)
    return _add(actor, member, "reviewed", approves=approves, review_on=_until(review_on))


@command(allow=rules.can_keep_register)
def remove_from_call(*, actor: Actor, member: Member) -> OnCallEvent:
    """Takes somebody off: what they have open ends at once. Raises `Conflict`."""
    must_be_here()
    _must_stand(member.user_id)
    return _add(actor, member, "removed", approves=False, review_on=None)


def _must_stand(user_id: UUID) -> None:
    if oncall.entry_of(user_id) is None:
        raise Conflict("They are not on the register.")


def _until(day: date) -> date:
    today = clock.now().date()
    if not today < day <= today + oncall.HOLDS:
        raise Invalid(f"An entry is looked at again within {oncall.HOLDS.days} days.")
    return day


def _add(actor: Actor, member: Member, kind: str, *, approves: bool, review_on: date | None) -> OnCallEvent:
    by = oneself(actor).user_id
    made = OnCallEvent.objects.create(
        user_id=member.user_id, kind=kind, approves=approves, review_on=review_on, by=by, at=clock.now()
    )
    record(actor, f"on_call.{kind}", "member", member.id, approves=approves, until=str(review_on or ""))
    return made
