"""May something be sent to these addresses for this purpose, now? The one gate, and it locks what it read.

It is asked in the transaction that hands a message over. A withdrawal waits for that transaction, and whatever asks
afterwards sees it; so no message is handed over after a withdrawal was acknowledged. What was rendered before a
withdrawal is not sent after it either, though the person may have agreed anew.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from ictdesk.kernel import clock
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentState
from ictdesk.privacy.consent.words import ALLOWS
from ictdesk.privacy.objection.asking import digest_of, suppressed, suppressed_among

__all__ = ["allowed", "digest_of", "may"]


def may(address: str, purpose: str, *, rendered_at: datetime | None = None) -> bool:
    """Whether it may be sent. `purpose` is the key of one. Raises `NotFound` for a purpose that is not there."""
    return address in allowed([address], purpose, rendered_at=rendered_at)


def allowed(addresses: Collection[str], purpose: str, *, rendered_at: datetime | None = None) -> set[str]:
    """Those of the addresses to which it may be sent: asked of a whole batch just before it is handed over."""
    row: ConsentPurpose = ConsentPurpose.objects.find(key=purpose)
    if row.closed_at is not None:
        return set()
    now = clock.now()
    by_digest: dict[bytes, list[str]] = {}
    for address in addresses:
        by_digest.setdefault(digest_of(address), []).append(address)
    states = ConsentState.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=now), purpose=row, digest__in=list(by_digest), state__in=ALLOWS
    ).filter(version__gte=row.counts_from)
    if rendered_at is not None:
        states = states.filter(Q(fence_at=None) | Q(fence_at__lte=rendered_at))
    # In one order, so that two batches never wait for each other in a circle.
    held = states.order_by("digest").select_for_update(no_key=True)
    agreed = {bytes(digest) for digest in held.values_list("digest", flat=True)}
    return {one for digest in agreed - suppressed_among(agreed, row.use) for one in by_digest[digest]}


def stands(state: ConsentState, address: str) -> bool:
    """What `may` would say, for whoever only looks: nothing is locked, so nothing may be sent on the strength of it."""
    return fits(state) and not suppressed(address, state.purpose.use)


def fits(state: ConsentState) -> bool:
    """Whether the state, read with its purpose, allows anything now; objections left aside."""
    over = state.ends_at is not None and state.ends_at <= clock.now()
    return state.state in ALLOWS and not over and state.version >= state.purpose.counts_from
