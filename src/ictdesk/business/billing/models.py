"""What is known of a customer's payments (control plane): ids of the provider, figures and days. Never a card's number."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.ids import new_id

ID = "id at the payment provider"
TIME = "when it happened"
CODE = "a code of a closed list"
OF_THE_CARD: dict[str, Any] = {
    "source": "provided",
    "purposes": ("essential.service.payment_processing",),
    "subjects": ("billing_contact",),
    "retention": "contract_end",
    "erasure": "delete",
}


class BillingAccount(models.Model):
    """How a workspace pays. All but the ids of an attempt is overwritten by what Stripe says (`refreshing`)."""

    workspace_id = impersonal(models.UUIDField(primary_key=True, editable=False), "which workspace")
    customer_id = impersonal(models.CharField(max_length=64, null=True, unique=True), ID)
    checkout_key = impersonal(
        models.UUIDField(null=True), "idempotency key of the last way to the page for payment"
    )
    checkout_digest = impersonal(
        models.CharField(max_length=64, blank=True, default=""), "what was asked under it"
    )
    checkout_id = impersonal(models.CharField(max_length=128, blank=True, default=""), ID)
    checkout_at = impersonal(models.DateTimeField(null=True), TIME)
    subscription_id = impersonal(models.CharField(max_length=64, blank=True, default=""), ID)
    item_id = impersonal(models.CharField(max_length=64, blank=True, default=""), ID)
    state = impersonal(models.CharField(max_length=12, blank=True, default=""), CODE)
    plan = impersonal(
        models.CharField(max_length=16, blank=True, default=""), "key of the plan that is paid for"
    )
    seats = impersonal(models.IntegerField(default=0), "how many members are paid for")
    period_ends_at = impersonal(models.DateTimeField(null=True), "until when it is paid")
    cancels_at = impersonal(models.DateTimeField(null=True), "when it ends, if it was cancelled")
    late_since = impersonal(
        models.DateTimeField(null=True), "when a payment failed that is not made good yet"
    )
    dunned = impersonal(
        models.SmallIntegerField(null=True), "the last reminder that went, as days since then"
    )
    next_total = impersonal(
        models.BigIntegerField(null=True), "the next invoice, in the currency's least unit"
    )
    currency = impersonal(models.CharField(max_length=3, blank=True, default=""), "ISO 4217")
    brand = personal(models.CharField(max_length=32, blank=True, default=""), "user.payment", **OF_THE_CARD)
    last4 = personal(models.CharField(max_length=4, blank=True, default=""), "user.payment", **OF_THE_CARD)
    ending = impersonal(
        models.BooleanField(default=False), "cancelled because the workspace comes to its end"
    )
    read_at = impersonal(models.DateTimeField(null=True), "when Stripe was last asked")

    class Meta:
        db_table = "billing_account"

    def __str__(self) -> str:
        return self.state


class BillingEvent(models.Model):
    """A notice that was taken: the same one again is no news. Nothing of what it said is kept."""

    id = impersonal(models.CharField(primary_key=True, max_length=64), ID)
    kind = impersonal(models.CharField(max_length=64), CODE)
    created_at = impersonal(models.DateTimeField(), "when Stripe made it")
    taken_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "billing_event"

    def __str__(self) -> str:
        return self.kind


class BillingInvoice(models.Model):
    """An invoice of ours: its figures, for as long as the law wants them. Outlives the workspace."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    workspace_id = impersonal(models.UUIDField(db_index=True), "whose invoice")
    invoice_id = impersonal(models.CharField(max_length=64, unique=True), ID)
    customer_id = impersonal(models.CharField(max_length=64), ID)
    number = impersonal(models.CharField(max_length=64, blank=True, default=""), "number of the invoice")
    status = impersonal(models.CharField(max_length=16), CODE)
    total = impersonal(models.BigIntegerField(), "in the currency's least unit, with tax")
    tax = impersonal(models.BigIntegerField(), "in the currency's least unit")
    currency = impersonal(models.CharField(max_length=3), "ISO 4217")
    country = impersonal(models.CharField(max_length=2, blank=True, default=""), "of the customer, ISO 3166")
    issued_on = impersonal(models.DateField(), "day of issue")
    keep_until = impersonal(models.DateField(db_index=True), "last day for which the law wants it")

    class Meta:
        db_table = "billing_invoice"

    def __str__(self) -> str:
        return self.status
