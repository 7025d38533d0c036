"""Propose to erase several people."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import current_scope
from ictdesk.privacy.erasure.commands.erase import Mode
from ictdesk.privacy.purges import rules, states
from ictdesk.privacy.purges.models import PurgeOrder, PurgePerson

MOST = 50
"""People in one order: so many can be looked at by whoever confirms."""
LAPSES = timedelta(days=7)


@command(allow=rules.can_purge)
def propose_purge(
    *, actor: Actor, subjects: Collection[UUID], mode: Mode = "erase", reason: str = "over"
) -> PurgeOrder:
    """Writes down whom, by a key of each, and changes nothing about them. It lapses after a week.

    Raises `Invalid` for nobody, too many or an unknown word, `NotFound` for a key of nobody, and `Conflict` while
    another order is open.
    """
    wanted = sorted(set(subjects))
    if not 1 <= len(wanted) <= MOST:
        raise Invalid(f"Choose 1 to {MOST} people.")
    if mode not in ("erase", "statistics") or reason not in states.REASONS:
        raise Invalid(f"Choose a reason among {', '.join(states.REASONS)}.")
    if not all(person_of(subjects=[one]).contacts for one in wanted):
        raise NotFound
    if not isinstance(actor, Member):
        raise NotAllowed
    now = clock.now()
    order = PurgeOrder(
        mode=mode, reason=reason, proposed_by=actor.id, proposed_at=now, lapses_at=now + LAPSES
    )
    try:
        with transaction.atomic(using=current_scope().alias):
            order.save()
    except IntegrityError as error:
        raise Conflict("Another purge is open. Only one goes at a time.") from error
    PurgePerson.objects.bulk_create(PurgePerson(order=order, person_id=one) for one in wanted)
    record(actor, "purge.propose", "purge_order", order.id, people=len(wanted), mode=mode, reason=reason)
    return order
