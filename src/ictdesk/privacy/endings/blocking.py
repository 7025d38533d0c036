"""What stands in the way of the end (Arts. 12(3), 17(3) GDPR): people who wait for an answer, and what is held."""

from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.states import ANSWERED


def reasons() -> dict[str, int]:
    """How many requests are open and how many holds stand in the workspace in scope; empty when the end may begin."""
    found = {
        "requests": RightsRequest.objects.exclude(state__in=ANSWERED).count(),
        "holds": Hold.objects.filter(lifted_at=None).count(),
    }
    return {kind: count for kind, count in found.items() if count}
