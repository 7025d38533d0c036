"""Begin and leave a visit. Both happen in the customer's workspace, and are on its record before anything is shown."""

from uuid import UUID

from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.events import bus
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.access.models import AccessGrant, AccessRule, AccessStep
from ictdesk.trust.access.stepping import put_on_record, step, tell_other_side
from ictdesk.trust.access.vendor import must_stand
from ictdesk.trust.access.visiting import VISITS, engineer_of


def begin(user_id: UUID, grant_id: UUID, door: str = "desk") -> AccessGrant:
    """Lets them in, and has the customer told who, why and until when.

    Called outside of any scope. Raises `NotFound` for another one's grant, `NotAllowed` to whoever left the register, and
    `Conflict` where it was not approved, or the customer wants to be asked since.
    """
    must_stand(user_id)
    with transaction.atomic(
        using=CONTROL
    ):  # the customer's record is committed first: rather one line too many
        mine = _mine(user_id, grant_id)
        if mine.door != door:
            raise Conflict("This grant is for another door.")
        asked = AccessRule.objects.filter(workspace_id=mine.workspace_id, consent=True).exists()
        if asked and mine.consented_by is None:
            raise Conflict("The customer wants to be asked since: ask again.")
        done = step(grant_id, "begin", "vendor", user_id)
        _on_record(done)
    grant: AccessGrant = done.grant
    return grant


def leave(user_id: UUID, grant_id: UUID) -> AccessGrant:
    """Ends one's own visit. Called outside of any scope. Raises `NotFound` and `Conflict`."""
    _mine(user_id, grant_id)
    done = step(grant_id, "leave", "vendor", user_id)
    _on_record(done)
    grant: AccessGrant = done.grant
    return grant


def _mine(user_id: UUID, grant_id: UUID) -> AccessGrant:
    found = AccessGrant.objects.filter(id=grant_id, user_id=user_id).first()
    if found is None:
        raise NotFound
    return found


def _on_record(done: AccessStep) -> None:
    grant = done.grant
    with workspace_scope(grant.workspace_id):
        put_on_record(engineer_of(grant), done)
        tell_other_side(done)
        if done.act == "begin":
            defer("access.tell_begun", once=f"access.begun.{grant.id}", grant=grant.id)
            defer("access.end", at=grant.ends_at, grant=grant.id)
        else:
            bus.revoke_after_commit("member", grant.id)


def leave_from(user_id: UUID, slug: str) -> AccessGrant:
    """Ends one's own visit to the workspace with this address. Raises `NotFound` where none runs."""
    entry = VISITS.entry(user_id, slug)
    running = AccessGrant.objects.filter(user_id=user_id, state="running", door="desk")
    found = running.filter(workspace_id=entry.id, ends_at__gt=clock.now()).first() if entry else None
    if found is None:
        raise NotFound
    return leave(user_id, found.id)
