"""Correct one value of a person."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.correcting import way
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients.opening import Act
from ictdesk.privacy.rectification import places, rules
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.rights import moving
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject

OPEN = ("collecting", "reviewing", "decided")


@command(allow=rules.can_correct, door="rights", while_ending=True)
def correct(*, actor: Actor, request: RightsRequest, place: Place, value: str) -> Correction:
    """Makes a value right; what is derived follows, the former one stays with the case.

    Raises `Conflict` outside a case in work about this, `NotFound` for what is not theirs, `Invalid`, `AlreadySo`.
    """
    row = moving.held(request)
    if "rectification" not in row.rights or row.state not in OPEN:
        raise Conflict("Only a case in work that asks for it corrects.")
    subjects = list(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))
    person = person_of(subjects=subjects)
    found = places.find(person, place)
    act = way(type(found.row), place.column)
    if act is None:
        raise NotFound
    made = Correction(
        request=row,
        subject_id=found.row.subject_id,
        table=place.table,
        row_id=place.row,
        column=place.column,
        former=found.value,
        corrected_by=actor.id,
        corrected_at=clock.now(),
    )
    told = opening.outside(person)
    named = opening.codes(told)
    facts: dict[str, Fact] = {**place.facts(), "correction": str(made.id), "recipients": named}
    append("rectification", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)
    act(found.row, value)
    made.save()
    did = Act("rectification", made.id, person.contacts, person.subjects, row.id, str(place))
    opening.open_notices(did, named, told)
    record(actor, "rights.corrected", "rights_request", row.id, table=place.table, column=place.column)
    return made
