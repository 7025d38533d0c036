"""No card ever reaches the desk: not where Stripe would send one, and not by a page of ours."""

import re
from typing import Any

from django.db import connections

from ictdesk.business.billing.models import BillingAccount, BillingEvent, BillingInvoice
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.planes import CONTROL
from tests.billing.conftest import Payer
from tests.billing.stripe_server import CARD
from tests.people.browsers import browser
from tests.world import House

SEARCH = "select exists (select from {table} t where t::text like %s)"
TABLES = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') order by 1"


def places(house: House, needle: str) -> list[str]:
    """Every table in which it is stored: of the control plane, and of the workspace in its cell."""
    with workspace_scope(house.id) as scope:
        return [f"{alias}: {table}" for alias in (CONTROL, scope.alias) for table in _tables(alias, needle)]


def _tables(alias: str, needle: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(TABLES)
        tables = [str(table) for (table,) in cursor.fetchall()]
        return [one for one in tables if _holds(cursor, one, needle)]


def _holds(cursor: Any, table: str, needle: str) -> bool:
    cursor.execute(SEARCH.format(table=table), [f"%{needle}%"])
    return bool(cursor.fetchone()[0])


def test_a_card_that_stripe_sends_by_mistake_is_stored_nowhere(payer: Payer) -> None:
    made = payer.bought()
    payer.stripe.fail(made)
    payer.stripe.settle(made)
    payer.deliver()
    payer.work()
    assert sum(CARD in str(row) for row in payer.stripe.events) > 3  # it was sent, in notices and in answers
    assert places(payer.house, CARD) == []
    BillingAccount.objects.filter(workspace_id=payer.house.id).update(checkout_digest=CARD)
    assert places(payer.house, CARD) == ["default: public.billing_account"]  # so it would have been found


def test_what_is_stored_of_a_person_is_the_brand_and_four_digits() -> None:
    personal = {
        field.name
        for model in (BillingAccount, BillingEvent, BillingInvoice)
        for field in model._meta.local_fields
        if isinstance(entry_of(field), Personal)
    }
    assert personal == {"brand", "last4"}
    assert BillingAccount._meta.get_field("last4").max_length == 4


def test_no_page_loads_anything_from_the_payment_provider(payer: Payer) -> None:
    payer.bought()
    pages = [payer.browser.get(payer.page()), browser().get("/plans"), browser().get("/")]
    for page in pages:
        assert page.status_code == 200
        assert not re.findall(r'(?:src|href)="[^"]*stripe[^"]*"', page.content.decode())
        assert CARD not in page.content.decode()
