"""Take a proof of identity as good, without keeping it."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.privacy.rights import moving, regimes, rules, words
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.words import Method


@command(allow=rules.can_handle, while_ending=True)
def identify(*, actor: Actor, request: RightsRequest, method: Method) -> RightsRequest:
    """Takes a proof as good. What it was is on record, it itself is not kept. Raises `Invalid`."""
    if method not in words.METHODS:
        raise Invalid(f"Choose among {', '.join(words.METHODS)}.")
    row = moving.held(request)
    row.identity, row.identified_at = method, clock.now()
    row.waited_days = _waited(row)
    moving.set_clock(row)
    row.doubt = ""
    moving.move(
        actor,
        row,
        "accepted",
        "identity",
        "identified_at",
        "waited_days",
        "doubt",
        *moving.CLOCK,
        method=method,
    )
    return row


def _waited(row: RightsRequest) -> int:
    """Whole days between asking and the proof, where the law does not count them."""
    if row.identity_asked_at is None or not regimes.REGIMES[row.regime].waits_for_identity:  # type: ignore[index]
        return row.waited_days
    assert row.identified_at is not None  # it was just set
    return row.waited_days + (row.identified_at - row.identity_asked_at).days
