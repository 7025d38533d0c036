"""Take an order in, check and narrow it, have another one agree, tell the customer, answer or refuse. In the vendor's workspace alone."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ictdesk.desk.people.queries import oneself
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.orders import rules, states
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.orders.states import Checked

LONGEST = 2000
FURTHEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Order:
    """As it came. `workspace`: the address of the one whose data it wants, empty for none."""

    authority: str
    country: str
    law: str
    asks: str
    received_at: datetime
    reference: str = ""
    workspace: str = ""
    urgent: bool = False

    def fields(self) -> dict[str, object]:
        """For a row. Raises `Invalid`."""
        if len(self.country) != 2 or not self.country.isalpha():
            raise Invalid("A country has two letters.")
        if self.received_at.tzinfo is None or self.received_at > clock.now():
            raise Invalid("Say when it came, in the past.")
        slug = self.workspace.strip().lower()
        entry = WorkspaceEntry.objects.filter(slug=slug).exclude(state="ended").first() if slug else None
        if slug and entry is None:
            raise Invalid("No workspace has this address.")
        return {
            "authority": said(self.authority, "who asks", 200),
            "country": self.country.upper(),
            "law": said(self.law, "on which law", 300),
            "asks": said(self.asks, "what is asked for", LONGEST),
            "reference": self.reference.replace("\0", "").strip()[:80],
            "received_at": self.received_at,
            "workspace_id": entry.id if entry else None,
            "urgent": self.urgent,
        }


@command(allow=rules.can_handle)
def receive_order(*, actor: Actor, order: Order) -> LawfulOrder:
    """Takes it into the register; nothing is handed out by that. Raises `Invalid`, `NotFound`."""
    _vendors_alone()
    fields = order.fields()
    with transaction.atomic(using=CONTROL):
        number = (LawfulOrder.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        row = LawfulOrder.objects.create(number=number, **fields)
    return _noted(actor, row, "receive")


@command(allow=rules.can_handle)
def check_order(*, actor: Actor, order_id: UUID, checked: Checked, scope: str) -> LawfulOrder:
    """Whether it is valid, and the narrowest scope that answers it. Raises `Conflict`, `Invalid`, `NotFound`."""
    _vendors_alone()
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        row.state = _step(row, "check")
        row.validity, row.scope = asdict(checked), said(scope, "the narrowest scope", LONGEST)
        row.checked_by = oneself(actor).user_id
        row.save()
    return _noted(actor, row, "check", lacks=" ".join(checked.lacks))


@command(allow=rules.can_handle)
def agree_to_order(*, actor: Actor, order_id: UUID) -> LawfulOrder:
    """The second person. Raises `NotAllowed` to whoever checked it, `Conflict` for one that is not valid, `NotFound`."""
    _vendors_alone()
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        row.state = _step(row, "agree")
        if row.checked_by == oneself(actor).user_id:
            raise NotAllowed("Another one has to agree to what you checked.")
        row.agreed_by = oneself(actor).user_id
        row.save()
    return _noted(actor, row, "agree")


@command(allow=rules.can_handle)
def tell_of_order(*, actor: Actor, order_id: UUID) -> LawfulOrder:
    """Has the customer told by mail. Raises `AlreadySo`, `Conflict` while a law bars it, or where it is nobody's, `NotFound`."""
    _vendors_alone()
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        if row.told_at is not None:
            raise AlreadySo
        if row.workspace_id is None:
            raise Conflict("It is about no workspace's data.")
        if row.barred_until and row.barred_until > clock.now().date():
            raise Conflict("A law bars it until a day that has not come.")
        row.told_at = clock.now()
        row.save(update_fields=["told_at"])
    defer("orders.tell", order=row.id)
    return _noted(actor, row, "tell")


@command(allow=rules.can_handle)
def bar_telling(*, actor: Actor, order_id: UUID, bar: str, barred_until: date) -> LawfulOrder:
    """A law forbids to tell the customer, until a day; then the customer is told by itself. Raises `Invalid`, `Conflict`, `NotFound`."""
    _vendors_alone()
    today = clock.now().date()
    if not 0 < (barred_until - today).days <= FURTHEST_DAYS:
        raise Invalid("A bar ends on a day within a year; it is looked at again then.")
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        if row.told_at is not None:
            raise Conflict("The customer was told.")
        row.bar, row.barred_until = said(bar, "which law bars it", 300), barred_until
        row.save(update_fields=["bar", "barred_until"])
    return _noted(actor, row, "bar", until=barred_until.isoformat())


@command(allow=rules.can_handle)
def disclose_order(*, actor: Actor, order_id: UUID) -> LawfulOrder:
    """What the scope says was handed over: noted, as it is done by hand under an access grant. Raises `Conflict`, `Invalid`, `NotFound`."""
    _vendors_alone()
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        row.state = _step(row, "disclose")
        row.settled_at = clock.now()
        row.save(update_fields=["state", "settled_at"])
    return _noted(actor, row, "disclose")


@command(allow=rules.can_handle)
def refuse_order(*, actor: Actor, order_id: UUID, reason: str) -> LawfulOrder:
    """With why; it may be contested there. Raises `Conflict`, `Invalid`, `NotFound`."""
    _vendors_alone()
    with transaction.atomic(using=CONTROL):
        row = _held(order_id)
        row.state = _step(row, "refuse")
        row.reason, row.settled_at = said(reason, "why it is refused", LONGEST), clock.now()
        row.save(update_fields=["state", "reason", "settled_at"])
    return _noted(actor, row, "refuse")


def said(text: str, what: str, most: int) -> str:
    """Raises `Invalid` for what is missing or too long."""
    clean = text.replace("\0", "").strip()
    if not 0 < len(clean) <= most:
        raise Invalid(f"Say {what} in 1 to {most} characters.")
    return clean


def _step(row: LawfulOrder, act: states.Act) -> states.State:
    settled = row.workspace_id is None or row.told_at is not None or bool(row.barred_until)
    return states.step(
        row.state, act, checked=Checked(**row.validity) if row.validity else None, settled=settled
    )


def _held(order_id: UUID) -> LawfulOrder:
    row = LawfulOrder.objects.select_for_update().filter(id=order_id).first()
    if row is None:
        raise NotFound
    return row


def _noted(actor: Actor, row: LawfulOrder, act: str, **facts: str) -> LawfulOrder:
    record(actor, f"order.{act}", "lawful_order", row.id, number=row.number, state=row.state, **facts)
    return row


def _vendors_alone() -> None:
    if not WorkspaceEntry.objects.filter(id=current_workspace(), role=CONTROLLER).exists():
        raise NotFound
