"""When a workspace ends: orders for its data stay in the register, in words that name nobody."""

from uuid import UUID

from ictdesk.kernel.closing import Contract, register_contract
from ictdesk.trust.orders.models import LawfulOrder


def nothing(workspace: UUID) -> None:
    """Nothing ends outside, and nothing is removed."""


def stays(workspace: UUID) -> list[tuple[str, int, str]]:
    count = LawfulOrder.objects.filter(workspace_id=workspace).count()
    why = "orders of authorities have to be provable (Art. 5(2) GDPR); words that name nobody"
    return [("lawful_order", count, why)] if count else []


def register() -> None:
    register_contract(Contract(nothing, nothing, stays))
