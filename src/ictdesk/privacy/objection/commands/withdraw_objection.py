"""They take an objection back."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.objection import queries, rules
from ictdesk.privacy.objection.commands.object_to import must_be_known
from ictdesk.privacy.objection.letters import kind_of
from ictdesk.privacy.objection.words import Scope
from ictdesk.privacy.rights import letters, moving
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_withdraw, while_ending=True)
def withdraw_objection(*, actor: Actor, request: RightsRequest, scope: Scope) -> int:
    """Forgets it for every address of whoever a case is about, because they said so; a letter tells them. Returns of how many.

    What else they object to stands: without the one to marketing, `interest` still covers it. Raises `Invalid` for an unknown
    scope, `Conflict` before it was shown that it is them, `AlreadySo` when there is none.
    """
    case = moving.held(request)
    must_be_known(scope)
    if not case.identity:
        raise Conflict("It must be shown first that it is them.")
    person, _digests = queries.whose(case)
    rows = queries.on_record(case).filter(scope=scope)
    gone = sorted(bytes(one) for one in rows.values_list("digest", flat=True))
    if not gone:
        raise AlreadySo
    facts: dict[str, Fact] = {
        "case": str(case.id),
        "scope": scope,
        "digests": [one.hex() for one in gone],
    }
    append(
        "objection.withdrawn",
        contacts=sorted(person.contacts),
        subjects=sorted(person.subjects),
        facts=facts,
    )
    rows.delete()
    letters.write(case, kind_of(scope))
    record(actor, "objection.withdrawn", "rights_request", case.id, scope=scope, addresses=len(gone))
    return len(gone)
