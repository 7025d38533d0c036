"""When a workspace ends: nobody comes in any more, its rule goes, and who was there stays provable."""

from contextlib import suppress
from uuid import UUID

from ictdesk.kernel.closing import Contract, register_contract
from ictdesk.kernel.errors import Conflict
from ictdesk.trust.access.machine import OPEN
from ictdesk.trust.access.models import AccessGrant, AccessRule
from ictdesk.trust.access.stepping import step


def end(workspace: UUID) -> None:
    """Ends what is open."""
    for grant in AccessGrant.objects.filter(workspace_id=workspace, state__in=OPEN):
        with suppress(Conflict):  # over by its time
            step(grant.id, "end" if grant.state == "running" else "refuse", "clock", None)


def leave(workspace: UUID) -> None:
    AccessRule.objects.filter(workspace_id=workspace).delete()


def stays(workspace: UUID) -> list[tuple[str, int, str]]:
    """The grants: they hold ids of the vendor's people, and nothing of anybody in the workspace."""
    count = AccessGrant.objects.filter(workspace_id=workspace).count()
    why = (
        "who of the vendor was let in and why, by ids of accounts; has to be provable (Art. 5(2), 32(4) GDPR)"
    )
    return [("access_grant", count, why)] if count else []


def register() -> None:
    register_contract(Contract(end, leave, stays))
