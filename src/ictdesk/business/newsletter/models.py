"""What was written, and to whom it went."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.consent.models import ConsentPurpose

OWN = "the organisation's own words"
TIME = "when it happened"
MAIL = "marketing.communications.email"


class Campaign(CellModel):
    """One newsletter. Once it is on its way its words stay."""

    person = paths.SETTINGS

    purpose = impersonal(CellForeignKey(ConsentPurpose, related_name="+"), "what its readers agreed to")
    subject = impersonal(models.CharField(max_length=200), OWN)
    text = impersonal(models.TextField(max_length=20_000), OWN)
    made_at = impersonal(models.DateTimeField(), TIME)
    begun_at = impersonal(models.DateTimeField(null=True), TIME)
    """Also the moment at which it counts as rendered: whoever said no since gets nothing, whatever they say later."""
    done_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "campaign"
        indexes = (
            models.Index(
                fields=["workspace_id", "id"],
                name="campaign_under_way",
                condition=models.Q(begun_at__isnull=False, done_at=None),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Delivery(CellModel):
    """That a newsletter is to go, went or did not go to an address."""

    person = paths.digest("digest")

    campaign = impersonal(CellForeignKey(Campaign, related_name="deliveries"), "which newsletter")
    digest = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        purposes=(MAIL,),
        erasure="delete",
        access="withhold",
    )
    state = impersonal(models.CharField(max_length=8, default="waiting"), "a code of a closed list")
    """waiting; sent; stopped, since they said no or are known no more; failed, since their server refused it; bounced, since
    it came back later; reported by them as unwanted."""
    at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "delivery"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "campaign", "digest"], name="delivery_one"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sent", "stopped", "failed", "bounced", "reported"]),
                name="delivery_state",
            ),
        )
        indexes = (
            models.Index(
                fields=["workspace_id", "campaign", "id"],
                name="delivery_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["workspace_id", "digest"], name="delivery_of"),
        )

    def __str__(self) -> str:
        return str(self.state)
