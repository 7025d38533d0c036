"""Make somebody a member."""

from typing import get_args

from ictdesk.desk.people import accounts, rules
from ictdesk.desk.people.errors import AlreadyMember
from ictdesk.desk.people.models import Member, User
from ictdesk.desk.people.names import clean_name
from ictdesk.kernel import entitlements, jobs
from ictdesk.kernel.actor import Actor, Role, System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import keyring

ROLES: tuple[Role, ...] = get_args(Role.__value__)


@command(allow=rules.can_give_role, alters=Alters("members", (Member,)))
def add_member(*, actor: Actor, email: str, name: str, role: Role, password: str | None = None) -> Member:
    """Makes the account if there is none, the seat, then the member, and sends the invitation.

    The account and the seat are in the other plane and stay when this transaction fails: a seat without
    a member opens nothing, and calling again goes on from there. Somebody who left comes back with the
    role and name given now. A `password` is for the software itself only, which then sends no mail.
    Raises `AlreadyMember`, `Invalid` and `NotInPlan`.
    """
    if password is not None and not isinstance(actor, System):
        raise NotAllowed
    name = clean_name(name)
    if role not in ROLES:
        raise Invalid("This is not a role.")
    user = accounts.user_with(email)
    if password is not None:
        accounts.let_in(user, password)
    accounts.take_seat(user, current_workspace())
    member = _seated(user, name, role)
    record(actor, "member.add", "member", member.id, role=role)
    bus.setup_after_commit()
    if password is None:
        jobs.defer("people.invite", member=member.id)
    return member


def _seated(user: User, name: str, role: Role) -> Member:
    member: Member | None = Member.objects.select_for_update().filter(user_id=user.id).first()
    if member is not None and member.active:
        raise AlreadyMember
    entitlements.ask("member", Member.objects.filter(active=True).count() + 1)
    if member is None:
        member = Member(user_id=user.id, subject_id=keyring.new_subject())
    if member.forgotten_at:
        member.subject_id, member.forgotten_at = keyring.new_subject(), None
    member.name, member.role, member.active = name, role, True
    member.save()
    return member
