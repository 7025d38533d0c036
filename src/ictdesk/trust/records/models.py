"""Versions of purposes, assessments of interests, and instructions."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.models import CellModel

SETTING = "what the organisation says of its processing"
CODE = "a code of a closed list"
TIME = "when it happened"
DUTY = "essential.legal_obligation"


def _who(**more: Any) -> Any:
    """The id of a member or a program."""
    return personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=(DUTY,),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who answers for it has to be provable (Art. 5(2), 28(3)(a), 30 GDPR); an id, no content",
        **more,
    )


class ProcessingRecord(CellModel):
    """One version of what is said of a purpose; the newest counts. A shipped purpose without one is as it is shipped."""

    person = paths.member("actor_id")

    key = impersonal(models.SlugField(max_length=40), SETTING)
    version = impersonal(models.IntegerField(), "count of the versions")
    name = impersonal(models.CharField(max_length=120, blank=True), SETTING)
    """Of one of the workspace's own; empty for a shipped one."""
    use = impersonal(models.CharField(max_length=80), "key of the data map")
    basis = impersonal(models.CharField(max_length=12), CODE)
    special = impersonal(models.CharField(max_length=1, blank=True), "letter of Art. 9(2) GDPR")
    necessity = impersonal(models.CharField(max_length=2000), SETTING)
    alternatives = impersonal(models.CharField(max_length=2000, blank=True), SETTING)
    recipients = impersonal(models.CharField(max_length=500, blank=True), "kinds of recipients")
    retention = impersonal(models.CharField(max_length=500, blank=True), SETTING)
    on = impersonal(models.BooleanField(default=True), SETTING)
    at = impersonal(models.DateTimeField(), TIME)
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    actor_id = _who()

    class Meta:
        db_table = "processing_record"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "key", "version"], name="processing_record_one"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class InterestAssessment(CellModel):
    """A legitimate interest weighed against those of the people (Art. 6(1)(f) GDPR), in three steps."""

    person = paths.member("author_id") | paths.member("reviewer_id")

    key = impersonal(models.SlugField(max_length=40), "which purpose")
    version = impersonal(models.IntegerField(), "count of the versions")
    state = impersonal(models.CharField(max_length=10, default="draft"), CODE)
    interest = impersonal(models.CharField(max_length=3000), SETTING)
    necessity = impersonal(models.CharField(max_length=3000), SETTING)
    balancing = impersonal(models.CharField(max_length=3000), SETTING)
    safeguards = impersonal(models.CharField(max_length=3000), SETTING)
    outcome = impersonal(models.CharField(max_length=8), CODE)
    author_id = _who()
    reviewer_id = _who()
    written_at = impersonal(models.DateTimeField(), TIME)
    decided_at = impersonal(models.DateTimeField(null=True), TIME)
    expires_on = impersonal(models.DateField(null=True), "until when it holds")
    reminded = impersonal(models.IntegerField(null=True), "how many days before its end was reminded last")

    class Meta:
        db_table = "interest_assessment"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "key", "version"], name="interest_assessment_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Instruction(CellModel):
    """One entry of the record: the agreement, a change of settings, or what the vendor has against one."""

    person = paths.member("actor_id")

    number = impersonal(models.IntegerField(), "the version of the record that begins with it")
    kind = impersonal(models.CharField(max_length=9), CODE)
    area = impersonal(models.CharField(max_length=12, blank=True), CODE)
    command = impersonal(models.CharField(max_length=60, blank=True), "name of the command")
    object_kind = impersonal(models.CharField(max_length=40, blank=True), "which table")
    object_id = impersonal(models.UUIDField(null=True), "id of a setting, an order or a case")
    before = impersonal(models.BinaryField(max_length=32, null=True), "SHA-256 of the settings before")
    after = impersonal(models.BinaryField(max_length=32, null=True), "SHA-256 of the settings after")
    changes = impersonal(models.JSONField(default=dict), "settings that changed, by table, row and column")
    words = impersonal(models.CharField(max_length=1000, blank=True), "what the vendor has against an entry")
    at = impersonal(models.DateTimeField(), TIME)
    actor_kind = impersonal(models.CharField(max_length=8), "kind of actor")
    actor_id = _who()

    class Meta:
        db_table = "instruction"
        constraints = (models.UniqueConstraint(fields=["workspace_id", "number"], name="instruction_number"),)

    def __str__(self) -> str:
        return str(self.number)


class RecordSnapshot(CellModel):
    """The records of Art. 30 GDPR as they were on a day; added and never changed."""

    person = paths.member("taken_by")

    number = impersonal(models.IntegerField(), "count of the snapshots")
    document = impersonal(models.JSONField(), "what is processed, in words that name nobody")
    digest = impersonal(models.BinaryField(max_length=32), "SHA-256 of the document")
    taken_at = impersonal(models.DateTimeField(), TIME)
    taken_by = _who()

    class Meta:
        db_table = "record_snapshot"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "number"], name="record_snapshot_number"),
        )

    def __str__(self) -> str:
        return str(self.number)


class ImpactAssessment(CellModel):
    """The marks of an activity, and with two or more an assessment of its impact or a reasoned no (Art. 35 GDPR)."""

    person = paths.member("author_id") | paths.member("reviewer_id")

    key = impersonal(models.SlugField(max_length=40), "which purpose")
    version = impersonal(models.IntegerField(), "count of the versions")
    state = impersonal(models.CharField(max_length=10), CODE)
    marks = impersonal(models.JSONField(default=list), CODE)
    outcome = impersonal(models.CharField(max_length=10, blank=True), CODE)
    description = impersonal(models.CharField(max_length=3000, blank=True), SETTING)
    necessity = impersonal(models.CharField(max_length=3000, blank=True), SETTING)
    risks = impersonal(models.CharField(max_length=3000, blank=True), SETTING)
    measures = impersonal(models.CharField(max_length=3000, blank=True), SETTING)
    reason = impersonal(models.CharField(max_length=3000, blank=True), SETTING)
    author_id = _who()
    reviewer_id = _who()
    written_at = impersonal(models.DateTimeField(), TIME)
    decided_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "impact_assessment"
        constraints = (
            models.UniqueConstraint(fields=["workspace_id", "key", "version"], name="impact_assessment_one"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
