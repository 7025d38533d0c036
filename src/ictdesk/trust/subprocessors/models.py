"""Sub-processors, who was told of them, and where data went (control plane)."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id

COMPANY = "what is known of a company"
CODE = "a code of a closed list"
TIME = "when it happened"


class SubProcessor(models.Model):
    """A company that processes for us. `facts` is a `facts.Facts`; `state` one of `states.State`."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    key = impersonal(models.SlugField(max_length=40, unique=True), CODE)
    facts = impersonal(models.JSONField(), COMPANY)
    state = impersonal(models.CharField(max_length=10, default="draft"), CODE)
    assessment = impersonal(models.CharField(max_length=4000, blank=True), "risks and transfers, in words")
    assessed_on = impersonal(models.DateField(null=True), TIME)
    dpa = impersonal(models.CharField(max_length=300, blank=True), "where the signed agreement lies")
    dpa_signed_on = impersonal(models.DateField(null=True), TIME)
    reviewed_on = impersonal(models.DateField(null=True), TIME)
    announced_at = impersonal(models.DateTimeField(null=True), TIME)
    active_on = impersonal(models.DateField(null=True), "since when it receives anything")
    left_on = impersonal(models.DateField(null=True), "since when it receives nothing")
    deleted_on = impersonal(models.DateField(null=True), "when it confirmed that our data is gone")
    reminded_on = impersonal(models.DateField(null=True), "when somebody was last reminded of its review")

    class Meta:
        db_table = "sub_processor"

    def __str__(self) -> str:
        return str(self.key)


class SubProcessorNotice(models.Model):
    """What one customer was told of one sub-processor, and whether it objects.

    `effective_on`: the first day on which the customer's data may go there; unknown until the customer was told.
    """

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    provider = impersonal(models.ForeignKey(SubProcessor, models.PROTECT, related_name="+"), "of which one")
    workspace_id = impersonal(models.UUIDField(), "which workspace")
    days = impersonal(models.SmallIntegerField(default=0), "the customer's period; 0: none was announced")
    told_at = impersonal(models.DateTimeField(null=True), TIME)
    way = impersonal(models.CharField(max_length=5, blank=True), "by mail, or on its page alone")
    effective_on = impersonal(models.DateField(null=True), "from when its data may go there")
    objected_at = impersonal(models.DateTimeField(null=True), TIME)
    taken_back_at = impersonal(models.DateTimeField(null=True), TIME)
    objector_id = personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who objected for the organisation has to be provable (Art. 28(2) GDPR); an id, no content",
    )

    class Meta:
        db_table = "sub_processor_notice"
        constraints = (
            models.UniqueConstraint(fields=["provider", "workspace_id"], name="sub_processor_notice_one"),
        )
        indexes = (models.Index(fields=["workspace_id"], name="sub_processor_notice_of"),)

    def __str__(self) -> str:
        return f"{self.provider_id} {self.days}"

    @property
    def objects_now(self) -> bool:
        return self.objected_at is not None and self.taken_back_at is None


class EgressDay(models.Model):
    """That something went to a machine of somebody else's on a day. Whose it was is not kept."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    recipient = impersonal(models.CharField(max_length=40), CODE)
    host = impersonal(models.CharField(max_length=253), "a machine of a company")
    day = impersonal(models.DateField(), TIME)

    class Meta:
        db_table = "egress_day"
        constraints = (models.UniqueConstraint(fields=["recipient", "host", "day"], name="egress_day_one"),)

    def __str__(self) -> str:
        return f"{self.recipient} {self.host} {self.day}"
