"""Invoices: their figures are kept as long as the law of whoever issues them says, then they go."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from ictdesk.business.billing.models import BillingInvoice
from ictdesk.business.billing.shapes import Invoice
from ictdesk.business.billing.states import moment
from ictdesk.kernel import clock

OTHERS = "*"
"""In the table: every country that is not named."""


@dataclass(frozen=True, slots=True)
class Term:
    """`years` from the end of the calendar year in which an invoice was issued, for invoices issued since `since`."""

    country: str
    since: date
    years: int
    law: str


@cache
def terms() -> tuple[Term, ...]:
    """The shipped table, `invoice_terms.csv`: the earliest first."""
    text = (files(__package__) / "invoice_terms.csv").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    found = [
        Term(one["country"], date.fromisoformat(one["since"]), int(one["years"]), one["law"])
        for one in csv.DictReader(rows)
    ]
    return tuple(sorted(found, key=lambda one: one.since))


def term(country: str, issued_on: date) -> Term:
    """The one in force on that day; a country without one gets the longest that is usual."""
    fitting = [one for one in terms() if one.country == country and one.since <= issued_on]
    return fitting[-1] if fitting else next(one for one in terms() if one.country == OTHERS)


def keep_until(country: str, issued_on: date) -> date:
    """The last day. Counted from the end of the year, as most laws do; where one counts from the day it is no shorter."""
    return date(issued_on.year + term(country, issued_on).years, 12, 31)


def keep(workspace: UUID, said: Sequence[Invoice]) -> bool:
    """Writes down what was issued; whether anything was different. A draft is none yet, and what had its time does not come back."""
    known = {row.invoice_id: row for row in BillingInvoice.objects.filter(workspace_id=workspace)}
    changed, today = False, clock.now().date()
    for one in said:
        fresh = _columns(one)
        row = known.get(one.id)
        if one.status == "draft" or fresh["keep_until"] < today:
            continue
        if row is None or any(getattr(row, name) != value for name, value in fresh.items()):
            changed = True
            BillingInvoice.objects.update_or_create(invoice_id=one.id, workspace_id=workspace, defaults=fresh)
    return changed


def _columns(one: Invoice) -> dict[str, Any]:
    issued = moment(one.status_transitions.finalized_at or one.created).date()
    return {
        "customer_id": one.customer,
        "number": one.number or "",
        "status": one.status,
        "total": one.total,
        "tax": sum(tax.amount for tax in one.total_taxes or ()),
        "currency": one.currency,
        "country": (one.customer_address and one.customer_address.country) or "",
        "issued_on": issued,
        "keep_until": keep_until(settings.ICTDESK_SITE.country, issued),
    }


def of(workspace: UUID) -> list[BillingInvoice]:
    """The newest first."""
    return list(BillingInvoice.objects.filter(workspace_id=workspace).order_by("-issued_on", "-number"))


def kept(workspace: UUID) -> tuple[int, date | None]:
    """How many, and until when the last of them."""
    rows = BillingInvoice.objects.filter(workspace_id=workspace)
    return rows.count(), rows.aggregate(last=Max("keep_until"))["last"]


def forget() -> int:
    """Removes those for which the law's time is over; how many."""
    return BillingInvoice.objects.filter(keep_until__lt=clock.now().date()).delete()[0]
