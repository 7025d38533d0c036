"""When a workspace ends: what it was told stays provable, as numbers and texts that name nobody."""

from uuid import UUID

from ictdesk.kernel.closing import Contract, register_contract
from ictdesk.trust.breaches.models import BreachCount, BreachNotice


def end(workspace: UUID) -> None:
    """Nothing is open outside."""


def leave(workspace: UUID) -> None:
    BreachCount.objects.filter(workspace_id=workspace, incident__notices__isnull=True).delete()


def stays(workspace: UUID) -> list[tuple[str, int, str]]:
    """Counts and notices: the register of breaches has to be whole (Art. 33(5) GDPR)."""
    why = "what was told of a breach has to be provable (Art. 33(5) GDPR); numbers and words that name nobody"
    found = [
        ("breach_count", BreachCount.objects.filter(workspace_id=workspace).count(), why),
        ("breach_notice", BreachNotice.objects.filter(workspace_id=workspace).count(), why),
    ]
    return [one for one in found if one[1]]


def register() -> None:
    register_contract(Contract(end, leave, stays))
