"""Jobs of this room: the other side's copy of a step, mails, and the end of what ended by itself."""

import logging
from uuid import UUID

from django.core.mail import EmailMessage

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.access import accounts, letters, oncall
from ictdesk.trust.access.machine import OPEN
from ictdesk.trust.access.models import AccessGrant, AccessStep
from ictdesk.trust.access.stepping import course_of, put_on_record, step
from ictdesk.trust.access.visiting import engineer_of

US = System("access")

log = logging.getLogger(__name__)


@job("access.tell", own_scope=True)
def tell(workspace_id: str, step: str) -> None:
    """Copies a step of one side into the trail of the other; after an asking whoever has to agree is written to."""
    done = AccessStep.objects.select_related("grant").filter(id=parse_id(step)).first()
    if done is None:
        return
    vendor = WorkspaceEntry.find(role=CONTROLLER).id
    other = vendor if UUID(workspace_id) != vendor else done.grant.workspace_id
    mails: list[EmailMessage | None] = []
    try:
        with workspace_scope(other):
            put_on_record(_who(done, vendor=other == vendor), done)
            if done.act == "ask" and done.grant.needs_consent:
                mails.append(letters.asked(done.grant))
        if done.act == "ask":
            with workspace_scope(vendor):
                mails.append(letters.to_approve(done.grant, _approvers(done.grant.user_id)))
    except NotFound:  # the customer's workspace has ended meanwhile
        return
    for mail in mails:
        if mail:
            mail.send()


@job("access.tell_begun", own_scope=True)
def tell_begun(workspace_id: str, grant: str) -> None:
    """Tells the customer that somebody is inside."""
    row = AccessGrant.objects.filter(id=parse_id(grant)).first()
    if row is None or row.ends_at is None:
        return
    with workspace_scope(UUID(workspace_id)):
        mail = letters.begun(row)
    if mail:
        mail.send()


@job("access.end", own_scope=True)
def end(workspace_id: str, grant: str) -> None:
    """Writes down that a visit is over, at its end; it let nobody in since."""
    row = AccessGrant.objects.filter(id=parse_id(grant), state__in=OPEN).first()
    if row is not None:
        _expire(row)


@job("access.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """The same for what was never begun, or whose job was lost. Once for the installation: by the vendor's workspace."""
    vendor = WorkspaceEntry.objects.filter(role=CONTROLLER).first()
    if vendor is None or vendor.id != UUID(workspace_id):
        return
    for grant in AccessGrant.objects.filter(state__in=OPEN):
        _expire(grant)


def _expire(grant: AccessGrant) -> None:
    if course_of(grant).at(clock.now()) != "expired":
        return
    try:
        done = step(grant.id, "expire", "clock", None)
    except Conflict:  # somebody else was faster
        return
    for side in (WorkspaceEntry.find(role=CONTROLLER).id, grant.workspace_id):
        with workspace_scope(side):
            put_on_record(US, done)


@job("access.accounts", own_scope=True)
def list_accounts(workspace_id: str) -> None:
    """Holds the databases' accounts against the register; what fits nobody is on the vendor's record and page."""
    vendor = WorkspaceEntry.objects.filter(role=CONTROLLER).first()
    if vendor is None or vendor.id != UUID(workspace_id):
        return
    names = accounts.strangers()
    with workspace_scope(vendor.id):
        record(US, "access.accounts", "database", None, unknown=len(names), names=" ".join(names))
    if names:
        log.warning("access.unknown_accounts", extra={"count": len(names)})


def _who(done: AccessStep, *, vendor: bool) -> Actor:
    """In the customer's trail the vendor's people stand by their account; in the vendor's the customer is one side."""
    if vendor or done.by is None:
        return US
    return engineer_of(done.grant, done.by)


def _approvers(but: UUID) -> list[str]:
    today = clock.now().date()
    found = [one.user_id for one in oncall.register().values() if one.approves and not one.lacks(today)]
    return sorted(addresses_of([one for one in found if one != but]).values())


periodic("access.watch", seconds=3600)
periodic("access.accounts", seconds=24 * 3600)
