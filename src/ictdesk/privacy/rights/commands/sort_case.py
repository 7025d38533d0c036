"""Say what a new case asks for and about whom."""

from collections.abc import Sequence
from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.privacy.rights import moving, rules
from ictdesk.privacy.rights.commands.open_case import clean_country, clean_rights
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.words import Right


@command(allow=rules.can_handle, while_ending=True)
def sort_case(
    *,
    actor: Actor,
    request: RightsRequest,
    rights: Sequence[Right],
    people: Sequence[UUID],
    country: str = "",
) -> RightsRequest:
    """Names the rights, the subjects and the country whose law counts. The clock stays at the receipt."""
    row = moving.held(request)
    row.rights, row.country = clean_rights(rights), clean_country(country)
    moving.set_clock(row)
    moving.move(actor, row, "triaged", "rights", "country", *moving.CLOCK)
    moving.about(row, people)
    return row
