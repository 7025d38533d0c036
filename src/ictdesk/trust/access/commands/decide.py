"""The second person of the vendor: approve what another one asked for, or refuse it."""

from uuid import UUID

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import NotAllowed
from ictdesk.trust.access import rules
from ictdesk.trust.access.machine import Act
from ictdesk.trust.access.models import AccessGrant
from ictdesk.trust.access.stepping import put_on_record, step, tell_other_side
from ictdesk.trust.access.vendor import must_be_here, standing_of


@command(allow=rules.can_ask)
def approve_access(*, actor: Actor, grant_id: UUID) -> AccessGrant:
    """Raises `NotAllowed` to whoever asked or may not approve, `Conflict`, `AlreadySo` and `NotFound`."""
    return _decided(actor, grant_id, "approve")


@command(allow=rules.can_ask)
def refuse_access(*, actor: Actor, grant_id: UUID) -> AccessGrant:
    """Raises `NotAllowed` to whoever may not approve, `Conflict` and `NotFound`."""
    return _decided(actor, grant_id, "refuse")


def _decided(actor: Actor, grant_id: UUID, act: Act) -> AccessGrant:
    must_be_here()
    if not standing_of(actor).approves:
        raise NotAllowed("The register does not say that you may approve.")
    done = step(grant_id, act, "vendor", oneself(actor).user_id)
    put_on_record(actor, done)
    tell_other_side(done)
    grant: AccessGrant = done.grant
    return grant
