"""Restrict a person."""

from typing import get_args

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.ids import new_id
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients.opening import Act
from ictdesk.privacy.restriction import acting, queries, rules
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.restriction.words import Ground
from ictdesk.privacy.rights import moving
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject
from ictdesk.privacy.rights.states import OVER

GROUNDS = get_args(Ground.__value__)


@command(allow=rules.can_place, while_ending=True)
def restrict(*, actor: Actor, request: RightsRequest, ground: Ground) -> Restriction:
    """Restricts whoever a case is about, with all that was merged into them; at once, for all processes.

    Raises `Invalid` for an unknown ground, `Conflict` for a case that is over or about nobody who is known, `AlreadySo`.
    """
    case = moving.held(request)
    if ground not in GROUNDS:
        raise Invalid(f"Choose a ground among {', '.join(GROUNDS)}.")
    subjects = list(RightsSubject.objects.filter(request=case).values_list("person_id", flat=True))
    person = person_of(subjects=subjects)
    if case.state in OVER or not person.contacts:
        raise Conflict("Only an open case about somebody who is known restricts.")
    if queries.standing(person.subjects):
        raise AlreadySo
    row = Restriction(
        id=new_id(),
        case_id=case.id,
        ground=ground,
        contacts=[str(one) for one in sorted(person.contacts)],
        placed_by=actor.id if isinstance(actor, Member) else None,
        placed_at=clock.now(),
    )
    told = opening.outside(person)
    named = opening.codes(told)
    facts: dict[str, Fact] = {
        "restriction": str(row.id),
        "case": str(case.id),
        "ground": ground,
        "recipients": named,
    }
    contacts, keys = sorted(person.contacts), sorted(person.subjects)
    append("restriction.placed", contacts=contacts, subjects=keys, facts=facts)
    row.save(force_insert=True)
    acting.begin(row, person.subjects)
    opening.open_notices(Act("restriction", row.id, person.contacts, person.subjects, case.id), named, told)
    record(actor, "restriction.placed", "rights_request", case.id, ground=ground)
    return row
