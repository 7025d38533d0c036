"""Agree with a proposal: the data protection lead's part."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, NotAllowed
from ictdesk.privacy.rights import duties, moving, queries, rules, words
from ictdesk.privacy.rights.models import RightsItem, RightsRequest


@command(allow=rules.can_decide, while_ending=True)
def decide(*, actor: Actor, request: RightsRequest) -> RightsRequest:
    """The data protection lead agrees; any who may, where nobody is named. A refusal needs another member who has read it first.

    Raises `Conflict` while that one is missing.
    """
    if not isinstance(actor, Member):
        raise NotAllowed
    if not queries.is_lead(actor):
        raise NotAllowed("The data protection lead has to agree.")
    row = moving.held(request)
    items = RightsItem.objects.filter(request=row)
    if items.filter(outcome__in=words.NEEDS_REASON).exists() and row.read_by in (None, actor.id):
        raise Conflict("What is refused, wholly or in part, is read by a second member first.")
    duties.must_be_free(row, "decided")
    row.decided_by, row.decided_at = actor.id, clock.now()
    moving.move(actor, row, "decided", "decided_by", "decided_at")
    duties.do(actor, row, "decided")
    return row
