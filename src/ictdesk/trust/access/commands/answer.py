"""The customer's side: agree, refuse, end at once, and say that nobody comes in without being asked."""

from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.trust.access import rules
from ictdesk.trust.access.machine import Act
from ictdesk.trust.access.models import AccessGrant, AccessRule
from ictdesk.trust.access.stepping import put_on_record, step, tell_other_side


@command(allow=rules.can_answer, while_ending=True)
def consent_to_access(*, actor: Actor, grant_id: UUID) -> AccessGrant:
    """Agrees to one visit. Raises `Conflict`, `AlreadySo` and `NotFound`."""
    return _answered(actor, grant_id, "consent")


@command(allow=rules.can_answer, while_ending=True)
def deny_access(*, actor: Actor, grant_id: UUID) -> AccessGrant:
    """Refuses one that has not begun. Raises `Conflict` and `NotFound`."""
    return _answered(actor, grant_id, "refuse")


@command(allow=rules.can_answer, while_ending=True)
def end_access(*, actor: Actor, grant_id: UUID) -> AccessGrant:
    """Ends one that runs: pages answer 404 from now on, and its socket is closed. Raises `Conflict` and `NotFound`."""
    return _answered(actor, grant_id, "end")


@command(allow=rules.can_set, while_ending=True, alters=Alters("security"))
def set_access_consent(*, actor: Actor, on: bool) -> AccessRule:
    """Says whether somebody here must agree before each visit. Raises `AlreadySo`."""
    rule, made = AccessRule.objects.get_or_create(workspace_id=current_workspace())
    if rule.consent == on and not (made and on):
        raise AlreadySo
    rule.consent = on
    rule.save(update_fields=["consent"])
    record(actor, "access.set_consent", "access_rule", rule.id, on=on)
    return rule


def _answered(actor: Actor, grant_id: UUID, act: Act) -> AccessGrant:
    done = step(grant_id, act, "customer", actor.id, workspace_id=current_workspace())
    put_on_record(actor, done)
    if act == "end":
        bus.revoke_after_commit("member", grant_id)
    tell_other_side(done)
    grant: AccessGrant = done.grant
    return grant
