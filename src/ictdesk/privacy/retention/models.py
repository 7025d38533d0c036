"""What a workspace set, and what each run did. Codes, counts and times; nobody's data."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.erasure.models import CODE, TIME, proof

INSTRUCTION = "evidence of who set the period (Art. 28(3)(a) GDPR); holds an id, no content"


class RetentionRule(CellModel):
    """A period that a workspace set for a class of data. Rows are added; the newest in force counts."""

    person = paths.member("made_by")

    data_class = impersonal(models.CharField(max_length=30), CODE)
    period = impersonal(models.CharField(max_length=6), "ISO 8601, such as P3Y")
    from_at = impersonal(models.DateTimeField(), "when it begins to count")
    made_at = impersonal(models.DateTimeField(), TIME)
    made_by = proof(models.UUIDField(null=True), (AGENT,), INSTRUCTION)
    taken_back_at = impersonal(models.DateTimeField(null=True), "when another rule came before it began")

    class Meta:
        db_table = "retention_rule"
        indexes = (models.Index(fields=["workspace_id", "data_class", "-from_at"], name="retention_rule_of"),)

    def __str__(self) -> str:
        return f"{self.data_class} {self.period}"


class RetentionRun(CellModel):
    """One run over one class: up to when, what ended, what was kept and by which reason, and its certificate."""

    person = paths.nobody("counts of a run")

    data_class = impersonal(models.CharField(max_length=30), CODE)
    period = impersonal(models.CharField(max_length=6), "the period that it went by")
    before = impersonal(models.DateTimeField(), "what began before then was due")
    begun_at = impersonal(models.DateTimeField(), TIME)
    done_at = impersonal(models.DateTimeField(null=True), TIME)
    place = impersonal(models.UUIDField(), "how far it has come")
    ended = impersonal(models.IntegerField(default=0), "how many people, threads or rows it ended")
    counts = impersonal(models.JSONField(default=dict), "rows by table that went")
    kept = impersonal(models.JSONField(default=dict), "how many stay, by reason")
    certificate = impersonal(models.JSONField(null=True), "what is certified: counts, codes and times")
    signature = impersonal(models.BinaryField(max_length=64, null=True), "of the certificate, Ed25519")

    class Meta:
        db_table = "retention_run"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "data_class"],
                name="retention_run_one",
                condition=models.Q(done_at__isnull=True),
            ),
        )
        indexes = (models.Index(fields=["workspace_id", "data_class", "-begun_at"], name="retention_run_of"),)

    def __str__(self) -> str:
        return f"{self.data_class} {self.begun_at:%Y-%m-%d}"


class RetentionFigure(CellModel):
    """What was counted of data that went: one count of one month, or of what is left of a year."""

    person = paths.nobody("counts over many")

    month = impersonal(models.DateField(), "first day of the month, or of the year")
    year = impersonal(models.BooleanField(default=False), "whether it is of what is left of the year")
    name = impersonal(models.CharField(max_length=24), CODE)
    count = impersonal(models.BigIntegerField(), "how many")

    class Meta:
        db_table = "retention_figure"
        constraints = (
            models.UniqueConstraint(
                fields=["workspace_id", "year", "month", "name"], name="retention_figure_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.month}"
