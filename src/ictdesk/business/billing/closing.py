"""When a workspace ends: nobody is charged on, what is known of the payment goes, and invoices stay as the law wants."""

import logging
from uuid import UUID

from django.conf import settings

from ictdesk.business.billing import invoices
from ictdesk.business.billing.calling import Unknown, asking
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.refreshing import look
from ictdesk.business.billing.setting import stripe
from ictdesk.business.billing.states import LIVING, STATES
from ictdesk.kernel import clock
from ictdesk.kernel.closing import Contract, register_contract

log = logging.getLogger(__name__)


def end(workspace: UUID) -> None:
    """Cancels at Stripe whatever lives there, and notes the last invoices. Raises `NotReached`: then the end waits."""
    account = BillingAccount.objects.filter(workspace_id=workspace).exclude(customer_id=None).first()
    if account is None or not account.customer_id:
        return
    if stripe() is None:
        log.error("billing.not_cancelled", extra={"workspace": str(workspace)})
        return
    seen = look(workspace, account.customer_id)
    for one in seen.subscriptions:
        if STATES.get(one.status) in (*LIVING, "incomplete"):
            _cancel(workspace, one.id)
    invoices.keep(workspace, look(workspace, account.customer_id).invoices)


def _cancel(workspace: UUID, subscription: str) -> None:
    try:
        with asking(workspace) as client:
            client.v1.subscriptions.cancel(subscription)
    except Unknown:
        return  # somebody else did


def leave(workspace: UUID) -> None:
    BillingAccount.objects.filter(workspace_id=workspace).delete()


def stays(workspace: UUID) -> list[tuple[str, int, str]]:
    """The invoices, by the law that wants them; as of now, since those whose time is over go by themselves."""
    count, until = invoices.kept(workspace)
    if not count or until is None:
        return []
    law = invoices.term(settings.ICTDESK_SITE.country, clock.now().date()).law
    return [("billing_invoice", count, f"figures and ids of invoices, no person; until {until} ({law})")]


def register() -> None:
    register_contract(Contract(end, leave, stays))
