"""Keep an objection."""

from typing import get_args

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.entries import Fact
from ictdesk.privacy.objection import queries, rules
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.objection.words import Scope
from ictdesk.privacy.rights import moving
from ictdesk.privacy.rights.models import RightsRequest

SCOPES = get_args(Scope.__value__)


@command(allow=rules.can_object, while_ending=True)
def object_to(*, actor: Actor, request: RightsRequest, scope: Scope) -> list[Objection]:
    """Keeps the addresses of whoever a case is about from a purpose, for good.

    To marketing at once, whatever is decided about the rest. `interest` covers marketing too. Raises `Invalid`
    for an unknown scope, `Conflict` when no address is known, `AlreadySo`.
    """
    case = moving.held(request)
    must_be_known(scope)
    person, digests = queries.whose(case)
    if not digests:
        raise Conflict("No address is known that could be kept from it.")
    known = Objection.objects.filter(digest__in=digests, scope=scope).values_list("digest", flat=True)
    fresh = sorted(digests - {bytes(one) for one in known})
    if not fresh:
        raise AlreadySo
    facts: dict[str, Fact] = {
        "case": str(case.id),
        "scope": scope,
        "channel": case.channel,
        "digests": [one.hex() for one in fresh],
    }
    append("objection", contacts=sorted(person.contacts), subjects=sorted(person.subjects), facts=facts)
    kept = {"scope": scope, "case_id": case.id, "channel": case.channel, "made_at": clock.now()}
    made = Objection.objects.bulk_create(Objection(digest=one, **kept) for one in fresh)
    record(actor, "objection.kept", "rights_request", case.id, scope=scope, addresses=len(made))
    return list(made)


def must_be_known(scope: str) -> None:
    """Raises `Invalid`."""
    if scope not in SCOPES:
        raise Invalid(f"Choose among {', '.join(SCOPES)}.")
