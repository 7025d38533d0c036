"""Propose what is decided about each right."""

from collections.abc import Mapping
from typing import NamedTuple

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.privacy.rights import detail, moving, rules, words
from ictdesk.privacy.rights.models import RightsItem, RightsRequest


class Decision(NamedTuple):
    """About one right: what happens, and why where it is not all that was asked."""

    outcome: str
    reason: str = ""
    words: str = ""


@command(allow=rules.can_handle, while_ending=True)
def propose(*, actor: Actor, request: RightsRequest, decisions: Mapping[str, Decision]) -> RightsRequest:
    """Proposes a decision for each right, for review. Raises `Invalid` for a gap or a missing
    reason, `Conflict` while a question to the person is open."""
    row = moving.held(request)
    if decisions.keys() != set(row.rights):
        raise Invalid("Each right that was asked for needs its decision.")
    if detail.open_question(row):
        raise Conflict(
            "They were asked which data they mean: note first that they answered, or that you go on without."
        )
    for decision in decisions.values():
        _must_be_whole(decision)
    moving.move(actor, row, "reviewing")
    RightsItem.objects.filter(request=row).delete()
    for right in row.rights:
        RightsItem(request=row, subject_id=row.subject_id, right=right, **decisions[right]._asdict()).save()
    return row


def _must_be_whole(decision: Decision) -> None:
    if decision.outcome not in words.OUTCOMES:
        raise Invalid(f"Choose an outcome among {', '.join(words.OUTCOMES)}.")
    if decision.outcome not in words.NEEDS_REASON:
        if decision.reason:
            raise Invalid("What is done needs no reason.")
        return
    if decision.reason not in words.REASONS:
        raise Invalid("Whoever does not get all that they asked for is told why: choose a reason.")
    if not decision.words.strip():
        raise Invalid("Say in your own words how the reason applies here: a code alone is no explanation.")
