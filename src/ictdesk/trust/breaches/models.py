"""Incidents, counts and notices (control plane: both sides read the same rows), a customer's own cases and contacts (its cell)."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

CODE = "a code of a closed list"
TIME = "when it happened"
COUNT = "a count of rows or people"
FACTS = "what is known of an incident, in words that name nobody"
DUTY = "essential.legal_obligation"


def _who(**more: Any) -> Any:
    """The id of a member or an account."""
    return personal(
        models.UUIDField(null=True, **more),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who decided about a breach has to be provable (Art. 5(2), 33(5) GDPR); an id, no content",
    )


def _id() -> Any:
    return impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")


class BreachIncident(models.Model):
    """Something that happened, or a rehearsal of it. `told` is a `facts.Told`, `exposures` a list of `exposure.Exposure`."""

    id = _id()
    number = impersonal(models.IntegerField(unique=True), "counts the incidents: INC-7")
    rehearsal = impersonal(models.BooleanField(default=False), "whether it is an exercise")
    name = impersonal(models.CharField(max_length=120), FACTS)
    kinds = impersonal(models.JSONField(default=list), CODE)
    severity = impersonal(models.CharField(max_length=9, blank=True), CODE)
    state = impersonal(models.CharField(max_length=9, default="suspected"), CODE)
    detected_at = impersonal(models.DateTimeField(), TIME)
    aware_at = impersonal(models.DateTimeField(null=True), "when it was certain enough; set once")
    aware_by = _who()
    told = impersonal(models.JSONField(default=dict), FACTS)
    exposures = impersonal(models.JSONField(default=list), "which tables, rows and times were exposed")
    counted_at = impersonal(models.DateTimeField(null=True), "when all of them were counted last")
    reason = impersonal(models.CharField(max_length=48, blank=True), CODE)
    report = impersonal(models.CharField(max_length=8000, blank=True), FACTS)
    closed_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "breach_incident"

    def __str__(self) -> str:
        return f"INC-{self.number}"


class BreachStep(models.Model):
    """One act in the room; it is added and never changed."""

    id = _id()
    incident = impersonal(models.ForeignKey(BreachIncident, models.PROTECT, related_name="steps"), "of which")
    act = impersonal(models.CharField(max_length=12), CODE)
    by = _who()
    at = impersonal(models.DateTimeField(), TIME)
    facts = impersonal(models.JSONField(default=dict), "codes, counts and digests")

    class Meta:
        db_table = "breach_step"

    def __str__(self) -> str:
        return self.act


class BreachCount(models.Model):
    """How much of one workspace an incident touches. No numbers: nobody knows yet."""

    id = _id()
    incident = impersonal(
        models.ForeignKey(BreachIncident, models.PROTECT, related_name="counts"), "of which"
    )
    workspace_id = impersonal(models.UUIDField(), "which workspace")
    subjects_low = impersonal(models.IntegerField(null=True), COUNT)
    subjects_high = impersonal(models.IntegerField(null=True), COUNT)
    records_low = impersonal(models.IntegerField(null=True), COUNT)
    records_high = impersonal(models.IntegerField(null=True), COUNT)
    categories = impersonal(models.JSONField(default=list), "keys of the data map")
    subjects = impersonal(models.JSONField(default=list), "whose data: keys of the data map")
    countries = impersonal(models.JSONField(default=list), "countries that the rows name")
    tables = impersonal(models.JSONField(default=dict), "rows by table, at least and at most")
    method = impersonal(models.CharField(max_length=1000, blank=True), "how it was counted")
    data_map = impersonal(models.CharField(max_length=64, blank=True), "SHA-256 of the map that it went by")
    counted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "breach_count"
        constraints = [
            models.UniqueConstraint(fields=["incident", "workspace_id"], name="breach_count_one"),
            models.CheckConstraint(
                condition=models.Q(subjects_low=None)
                | models.Q(
                    subjects_low__lte=models.F("subjects_high"), records_low__lte=models.F("records_high")
                ),
                name="breach_count_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subjects_low}-{self.subjects_high}"


class BreachNotice(models.Model):
    """One version of what a workspace is told; frozen: it is added and never changed. `digest` is SHA-256 of `text`."""

    id = _id()
    incident = impersonal(
        models.ForeignKey(BreachIncident, models.PROTECT, related_name="notices"), "of which"
    )
    workspace_id = impersonal(models.UUIDField(), "which workspace")
    version = impersonal(models.IntegerField(), "count of the versions")
    text = impersonal(models.TextField(), FACTS)
    digest = impersonal(models.BinaryField(max_length=32), "SHA-256 of the text")
    facts = impersonal(models.JSONField(default=dict), "the numbers and facts that it states")
    made_at = impersonal(models.DateTimeField(), TIME)
    answer_by = impersonal(models.DateTimeField(), "until when it is to be acknowledged")

    class Meta:
        db_table = "breach_notice"
        constraints = [
            models.UniqueConstraint(fields=["incident", "workspace_id", "version"], name="breach_notice_one")
        ]
        indexes = [models.Index(fields=["workspace_id"], name="breach_notice_of")]

    def __str__(self) -> str:
        return f"v{self.version}"


class BreachDelivery(models.Model):
    """One way by which a notice was brought: to a contact on file, to a lead, or on the desk's page."""

    id = _id()
    notice = impersonal(
        models.ForeignKey(BreachNotice, models.PROTECT, related_name="deliveries"), "which notice"
    )
    way = impersonal(models.CharField(max_length=8), CODE)
    contact_id = impersonal(models.UUIDField(null=True), "which contact on file; none: leads, or the page")
    sent_at = impersonal(models.DateTimeField(null=True), TIME)
    acknowledged_at = impersonal(models.DateTimeField(null=True), TIME)
    acknowledged_by = _who()

    class Meta:
        db_table = "breach_delivery"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "way", "contact_id"], name="breach_delivery_one", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.way


class SecurityContact(CellModel):
    """Where a workspace is told of a breach: an address of the organisation outside of this desk."""

    person = paths.SETTINGS

    subject_id = impersonal(models.UUIDField(), "which key the address is sealed under")
    address = impersonal(SealedText(), "an address of the organisation, such as security@, sealed")
    added_at = impersonal(models.DateTimeField(), TIME)
    verified_at = impersonal(models.DateTimeField(null=True), "when the mailed link was used")

    class Meta:
        db_table = "security_contact"

    def __str__(self) -> str:
        return str(self.id)


class BreachCase(CellModel):
    """A breach as the controller answers for it, with a clock of its own from when it was told or knew (Art. 33(1), (5) GDPR)."""

    person = paths.member("decided_by")

    number = impersonal(models.IntegerField(), "counts the workspace's breaches")
    incident_id = impersonal(models.UUIDField(null=True), "which incident of the vendor; none: its own")
    name = impersonal(models.CharField(max_length=120), FACTS)
    aware_at = impersonal(models.DateTimeField(), "when the controller was told, or knew")
    state = impersonal(models.CharField(max_length=8, default="open"), CODE)
    decision = impersonal(models.CharField(max_length=10, blank=True), CODE)
    reason = impersonal(models.CharField(max_length=48, blank=True), CODE)
    effects = impersonal(models.CharField(max_length=4000, blank=True), FACTS)
    remedy = impersonal(models.CharField(max_length=4000, blank=True), FACTS)
    authority_at = impersonal(models.DateTimeField(null=True), "when the authority was told")
    reference = impersonal(models.CharField(max_length=80, blank=True), "the authority's number")
    people_at = impersonal(models.DateTimeField(null=True), "when the people were told")
    decided_by = _who()
    decided_at = impersonal(models.DateTimeField(null=True), TIME)
    closed_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "breach_case"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "number"], name="breach_case_number"),
            models.UniqueConstraint(fields=["workspace_id", "incident_id"], name="breach_case_incident"),
        )

    def __str__(self) -> str:
        return f"B{self.number}"
