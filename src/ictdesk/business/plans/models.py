"""Which plan a workspace is on (control plane). A workspace without a row is the operator's own affair: it has no limits."""

from django.db import models

from ictdesk.kernel.datamap import impersonal


class Subscription(models.Model):
    """`trial_ends_at` is None for who is no longer, or never was, on trial."""

    workspace_id = impersonal(models.UUIDField(primary_key=True, editable=False), "which workspace")
    signup_id = impersonal(models.UUIDField(unique=True), "which sign-up made it: twice is once")
    plan = impersonal(models.CharField(max_length=16), "key of the plan")
    began_at = impersonal(models.DateTimeField(), "when the organisation signed up")
    trial_ends_at = impersonal(models.DateTimeField(null=True), "when its trial ends")
    reminded = impersonal(
        models.SmallIntegerField(null=True), "at how many days before that its owners were last told"
    )
    paid = impersonal(
        models.CharField(max_length=16, blank=True, default=""), "key of the plan that is paid for"
    )
    paid_until = impersonal(models.DateTimeField(null=True), "when that ends, if it does not go on")

    class Meta:
        db_table = "subscription"

    def __str__(self) -> str:
        return self.plan
