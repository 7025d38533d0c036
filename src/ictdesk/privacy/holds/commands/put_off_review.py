"""Somebody has looked at a hold: it stands until another day."""

from datetime import date

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.privacy.holds import rules
from ictdesk.privacy.holds.commands.place_hold import must_be_near
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.holds.standing import standing


@command(allow=rules.can_hold, while_ending=True)
def put_off_review(*, actor: Actor, hold: Hold, review_on: date) -> Hold:
    """Raises `Invalid` for a day that is past or more than a year away, `Conflict` when it was lifted."""
    must_be_near(review_on)
    row = standing(hold)
    row.review_on = review_on
    row.save(update_fields=["review_on"])
    record(actor, "hold.reviewed", "hold", row.id, review=review_on.isoformat())
    return row
