"""Delete one value of a person who asked for no more than that (Art. 17 GDPR)."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.correcting import taking
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.ids import new_id
from ictdesk.privacy.holds import queries as holds
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.recipients import opening
from ictdesk.privacy.recipients.opening import Act
from ictdesk.privacy.rectification import places, rules
from ictdesk.privacy.rectification.commands.correct import OPEN
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.rights import moving
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject


@command(allow=rules.can_correct, door="rights", while_ending=True)
def erase_value(*, actor: Actor, request: RightsRequest, place: Place) -> None:
    """Deletes a value and what stood there before it was corrected; everything else of the person stays.

    Raises `Conflict` outside a case in work that asks for erasure, `NotFound` for what is not theirs, and
    `Restricted` while a hold is on all of the person.
    """
    row = moving.held(request)
    if "erasure" not in row.rights or row.state not in OPEN:
        raise Conflict("Only a case in work that asks for erasure deletes.")
    subjects = list(RightsSubject.objects.filter(request=row).values_list("person_id", flat=True))
    person = person_of(subjects=subjects)
    found = places.find(person, place)
    act = taking(type(found.row))
    if act is None:
        raise NotFound
    if holds.whole_on(person.subjects, holds.addresses_of(person)):
        raise Restricted("A hold keeps this person's data.")
    told, done = opening.outside(person), new_id()
    named = opening.codes(told)
    facts: dict[str, Fact] = {**place.facts(), "erasure": str(done), "recipients": named}
    append("erasure.value", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)
    did = Act("erasure", done, person.contacts, person.subjects, row.id, str(place))
    opening.open_notices(did, named, told)
    Correction.objects.filter(table=place.table, row_id=place.row, column=place.column).delete()
    act(found.row)
    record(actor, "rights.value_erased", "rights_request", row.id, table=place.table, column=place.column)
