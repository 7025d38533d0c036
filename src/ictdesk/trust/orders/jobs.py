"""Customers are told of orders: at once, and when a bar has ended."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.trust.orders import letters
from ictdesk.trust.orders.models import LawfulOrder

US = System("orders")


@job("orders.tell", own_scope=True)
def tell(workspace_id: str, order: str) -> None:
    """Mails the customer, and puts it on its record."""
    row = LawfulOrder.objects.filter(id=parse_id(order)).first()
    if row is None or row.workspace_id is None or row.told_at is None:
        return
    try:
        with workspace_scope(row.workspace_id):
            mail = letters.told(row)
            record(US, "order.told", "lawful_order", row.id, number=row.number)
    except NotFound:  # the workspace has ended meanwhile
        return
    if mail:
        mail.send()


@job("orders.watch", own_scope=True)
def watch(workspace_id: str) -> None:
    """In the vendor's workspace: whose bar has ended is told."""
    if not WorkspaceEntry.objects.filter(id=UUID(workspace_id), role=CONTROLLER).exists():
        return
    over = LawfulOrder.objects.filter(
        told_at=None, barred_until__lte=clock.now().date(), workspace_id__isnull=False
    )
    for row in over:
        if LawfulOrder.objects.filter(id=row.id, told_at=None).update(told_at=clock.now()):
            tell(workspace_id, str(row.id))


periodic("orders.watch", seconds=6 * 3600)
