"""A notice of Stripe: who may bring one, and what comes of it. It is only ever a reason to look."""

import json
import logging
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

from ictdesk.business.billing.models import BillingAccount, BillingEvent
from ictdesk.business.billing.setting import Stripe, stripe
from ictdesk.business.billing.states import moment
from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry

log = logging.getLogger(__name__)
TOLERANCE = timedelta(minutes=5)
"""Between the signature and its arrival, either way. Stripe signs anew each time it comes again."""
OLDEST = timedelta(days=40)
"""Stripe brings a notice again for three days, and by hand for 30. The ids of older ones are forgotten (`forget`)."""
LARGEST = 512 * 1024
KINDS = frozenset(
    """
    checkout.session.completed checkout.session.async_payment_succeeded checkout.session.async_payment_failed
    customer.subscription.created customer.subscription.updated customer.subscription.deleted
    customer.subscription.paused customer.subscription.resumed customer.subscription.trial_will_end
    customer.deleted customer.updated
    invoice.created invoice.finalized invoice.paid invoice.payment_failed invoice.payment_action_required
    invoice.updated invoice.voided invoice.marked_uncollectible invoice.overdue
    """.split()
)


class Refused(DomainError):
    """It is not from Stripe, not for us, or too old."""

    code = "not_from_stripe"
    status = 403
    sentence = "This is no notice for this desk."


class Object(Struct, frozen=True):
    id: str = ""
    object: str = ""
    customer: str | None = None


class Data(Struct, frozen=True):
    object: Object


class Notice(Struct, frozen=True):
    id: str
    type: str
    created: int
    livemode: bool
    data: Data
    account: str | None = None

    @property
    def customer(self) -> str:
        """Whom it is about."""
        one = self.data.object
        return one.id if one.object == "customer" else one.customer or ""


def take(body: bytes, signature: str) -> str:
    """What came of it: `taken`, `known` (it was here before) or `not_ours`. Raises `Refused`.

    The look is enqueued before the notice is written down: what breaks between the two is done twice, never not at all.
    """
    set_up = stripe()
    if set_up is None or not set_up.secrets:
        raise Refused
    must_be_signed(body, signature, set_up)
    said = read(body)
    if said.livemode != set_up.live or said.account or moment(said.created) < clock.now() - OLDEST:
        log.warning("billing.notice_refused", extra={"object": said.id})
        raise Refused
    if BillingEvent.objects.filter(id=said.id).exists():
        return "known"
    workspace = whose(said)
    if said.type not in KINDS or workspace is None:
        log.info("billing.not_ours", extra={"object": said.id, "kind": said.type})
        return "not_ours"
    with workspace_scope(workspace):
        defer("billing.refresh", once="billing.refresh")
    BillingEvent.objects.get_or_create(
        id=said.id, defaults={"kind": said.type, "created_at": moment(said.created)}
    )
    return "taken"


def must_be_signed(body: bytes, header: str, set_up: Stripe) -> None:
    """By one of the secrets, now. Raises `Refused`."""
    import stripe as library  # noqa: PLC0415 - see `calling`

    if abs(clock.now() - signed_at(header)) > TOLERANCE:
        raise Refused
    for secret in set_up.secrets:
        try:
            library.WebhookSignature.verify_header(body, header, secret)
        except (library.SignatureVerificationError, ValueError, TypeError):
            continue
        return
    raise Refused


def signed_at(header: str) -> datetime:
    """The library looks at one side of the tolerance only, and by a clock of its own. Raises `Refused`."""
    parts = dict(
        part.partition("=")[::2] for part in reversed(header.split(","))
    )  # the first `t` counts, as there
    try:
        return moment(int(parts["t"]))
    except (KeyError, ValueError, OverflowError, OSError) as error:
        raise Refused from error


def read(body: bytes) -> Notice:
    """Raises `Refused`."""
    try:
        return msgspec.convert(json.loads(body), Notice)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise Refused from error


def whose(said: Notice) -> UUID | None:
    """The workspace whose customer it is about; None for a customer that we never made, or of a workspace that has ended."""
    account = BillingAccount.objects.filter(customer_id=said.customer).first() if said.customer else None
    if account is None or not WorkspaceEntry.objects.filter(id=account.workspace_id, state="").exists():
        return None
    return account.workspace_id


def forget() -> int:
    """Removes the ids of notices that are refused by their age anyway; how many."""
    return BillingEvent.objects.filter(created_at__lt=clock.now() - OLDEST - TOLERANCE).delete()[0]
