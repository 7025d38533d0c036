"""Say of a passage whether it is withheld or told."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.privacy.export import places, rules, words
from ictdesk.privacy.export.models import Bundle, Redaction
from ictdesk.privacy.rights.models import RightsRequest


@command(allow=rules.can_review, door="rights", while_ending=True)
def judge_passage(*, actor: Actor, passage: Redaction, reason: str) -> Redaction:
    """Withholds a passage for a reason, or tells it for none. Raises `Conflict` once the archive is made, `Invalid`."""
    row: Redaction = Redaction.objects.select_for_update().find(id=passage.id)
    _must_be_open(row.request_id)
    _judge(actor, row, reason)
    row.save()
    return row


@command(allow=rules.can_review, door="rights", while_ending=True)
def judge_rest(*, actor: Actor, request: RightsRequest, withhold: bool) -> int:
    """Withholds or tells everything that nobody has decided yet. Returns how many passages those were."""
    _must_be_open(request.id)
    left = Redaction.objects.filter(request=request, state="open")
    state = "withheld" if withhold else "told"
    count = int(left.update(state=state, reviewer_id=actor.id, decided_at=clock.now()))
    record(actor, f"bundle.rest_{state}", "rights_request", request.id, passages=count)
    return count


@command(allow=rules.can_review, door="rights", while_ending=True)
def mark_words(*, actor: Actor, request: RightsRequest, text: str, reason: str) -> int:
    """Withholds these words wherever they stand in what is told. Returns how often; `Invalid` for never."""
    _must_be_open(request.id)
    count = 0
    for place in places.of_words(request, text):
        key = {"row_id": place.row_id, "column": place.column, "start": place.start, "end": place.end}
        known = Redaction.objects.filter(request=request, **key).first()
        row = known or Redaction(request=request, **place._asdict())
        row.digest = place.digest
        _judge(actor, row, reason or "others")
        row.save()
        count += 1
    if not count:
        raise Invalid("These words stand nowhere in what is told.")
    return count


def _must_be_open(request: UUID) -> None:
    if (
        Bundle.objects.filter(request=request, variant="access")
        .exclude(state__in=["scanning", "review"])
        .exists()
    ):
        raise Conflict("The archive is made already: what it withholds is settled.")


def _judge(actor: Actor, row: Redaction, reason: str) -> None:
    if reason and reason not in words.CHOICES:
        raise Invalid("Choose a reason, or none to tell it.")
    row.state, row.reason = ("withheld", reason) if reason else ("told", "")
    row.reviewer_id, row.decided_at = actor.id, clock.now()
    record(actor, f"bundle.passage_{row.state}", "rights_request", row.request_id, kind=row.kind)
