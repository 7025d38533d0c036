"""Every hour: checks whose time has come run, and whoever answers for it hears once of a claim that turned."""

import logging
from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from ictdesk.kernel import clock
from ictdesk.kernel.egress import EgressRefused
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.promises import letters, queries, running
from ictdesk.trust.promises.claims import checks, find
from ictdesk.trust.promises.ground import ground
from ictdesk.trust.promises.models import ClaimTurn
from ictdesk.trust.promises.standing import ALARMING, Standing

log = logging.getLogger(__name__)
EVERY, NOW = "promises.run", "promises.run_now"
SETTLED = timedelta(hours=1)
"""A desk that was just made is left alone for so long."""


@job(EVERY, own_scope=True)
def run(workspace_id: str) -> None:
    """In the vendor's workspace alone: the checks are the installation's."""
    vendor = WorkspaceEntry.objects.filter(id=UUID(workspace_id), role=CONTROLLER).first()
    if vendor is None or vendor.created_at > clock.now() - SETTLED:
        return
    running.run(running.due(checks(), queries.newest(), clock.now()), ground())
    tell(vendor.id)


@job(NOW, own_scope=True)
def run_now(workspace_id: str, claim: str) -> None:
    """What somebody asked for, all or of one claim."""
    known = find(claim)
    running.run(known.checks if known else checks(), ground())
    tell(UUID(workspace_id))


def tell(vendor: UUID) -> list[Standing]:
    """Notes what turned since the last time; what turned red or stale is a ticket in the vendor's queue and a mail, once. Returns those."""
    before = queries.last_turns()
    turned = [one for one in queries.standings() if before.get(one.claim.key) != one.state]
    alarming = [one for one in turned if one.state in ALARMING]
    if alarming:
        _alarm(vendor, alarming)
    now = clock.now()  # noted last: what breaks off before is told again, and not forgotten
    ClaimTurn.objects.bulk_create(ClaimTurn(claim=one.claim.key, at=now, state=one.state) for one in turned)
    return alarming


def _alarm(vendor: UUID, alarming: list[Standing]) -> None:
    for one in alarming:
        log.error("promise.turned", extra={"code": one.claim.key, "status": one.state})
    with workspace_scope(vendor):
        mail = _letter(alarming)
    if mail:
        mail.send()
    with workspace_scope(vendor):
        letters.note(alarming)


def _letter(alarming: list[Standing]) -> EmailMessage | None:
    """None where nobody can be written to, or may be: the ticket is there all the same."""
    try:
        return letters.turned(alarming)
    except EgressRefused:
        return None


periodic(EVERY, seconds=3600)
