"""Have checks run before their time."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.jobs import defer
from ictdesk.trust.access import vendor
from ictdesk.trust.promises import rules
from ictdesk.trust.promises.claims import find


@command(allow=rules.can_run)
def run_now(*, actor: Actor, claim: str = "") -> bool:
    """Enqueues the checks of a claim, or of all; False while they wait already. In the vendor's workspace alone: raises `NotFound`."""
    vendor.must_be_here()
    known = find(claim) if claim else None
    if claim and (known is None or not known.checks):
        raise NotFound
    record(actor, "promise.run", "check_result", None, claim=claim)
    return defer("promises.run_now", once=f"promises.run_now.{claim}", claim=claim)
