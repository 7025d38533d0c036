"""Assessments of transfers, and decisions of adequacy that ended (control plane)."""

from typing import Any

from django.db import models

from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.ids import new_id

SAID = "what the vendor says of a transfer, in words that name nobody"
CODE = "a code of a closed list"
TIME = "when it happened"
LONGEST = 3000


def _who() -> Any:
    """The id of a member of the vendor's."""
    return personal(
        models.UUIDField(null=True),
        "user.unique_id.pseudonymous",
        source="ours",
        purposes=("essential.legal_obligation",),
        subjects=(AGENT,),
        retention="event",
        erasure="keep",
        keep_reason="who signed an assessment has to be provable (2021/914, clause 14(d)); an id, no content",
    )


class TransferAssessment(models.Model):
    """One version of the assessment of one transfer, in the six steps of EDPB Recommendations 01/2020.

    `cited`: the facts it rests on, as they were when it was signed; a changed one opens it again.
    """

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    transfer = impersonal(models.CharField(max_length=48), "key of the transfer: who, and which country")
    version = impersonal(models.IntegerField(), "count of the versions")
    state = impersonal(models.CharField(max_length=10, default="draft"), CODE)
    sent = impersonal(models.CharField(max_length=LONGEST), SAID)
    tool = impersonal(models.CharField(max_length=LONGEST), SAID)
    law = impersonal(models.CharField(max_length=LONGEST), SAID)
    evidence = impersonal(models.CharField(max_length=LONGEST), SAID)
    procedure = impersonal(models.CharField(max_length=LONGEST), SAID)
    clear_text = impersonal(models.BooleanField(default=True), "whether the importer needs clear text")
    risk = impersonal(models.CharField(max_length=8), CODE)
    measures = impersonal(models.JSONField(default=list), "keys of promises that are kept")
    conclusion = impersonal(models.CharField(max_length=8), CODE)
    cited = impersonal(models.JSONField(default=dict), "facts of law and of companies, as they were")
    changed = impersonal(models.JSONField(default=list), "which of them are others now")
    author_id = _who()
    reviewer_id = _who()
    written_at = impersonal(models.DateTimeField(), TIME)
    decided_at = impersonal(models.DateTimeField(null=True), TIME)
    review_on = impersonal(models.DateField(null=True), "when it is looked at again, a year later at most")
    reopened_at = impersonal(models.DateTimeField(null=True), TIME)
    told_on = impersonal(models.DateField(null=True), "when the lead was last told that it is open or due")

    class Meta:
        db_table = "transfer_assessment"
        constraints = (
            models.UniqueConstraint(fields=["transfer", "version"], name="transfer_assessment_one"),
            models.CheckConstraint(
                condition=models.Q(reviewer_id=None) | ~models.Q(reviewer_id=models.F("author_id")),
                name="transfer_assessment_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.transfer} {self.version}"


class AdequacyEnd(models.Model):
    """A decision of adequacy that ended earlier than the software knew: annulled, repealed, suspended."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    regime = impersonal(models.CharField(max_length=2), CODE)
    code = impersonal(models.CharField(max_length=3), "ISO 3166 code of a country")
    ends_on = impersonal(models.DateField(), "the first day on which it counts no more")
    source = impersonal(models.CharField(max_length=300), "where that is written")
    noted_at = impersonal(models.DateTimeField(), TIME)
    told_on = impersonal(models.DateField(null=True), "when the lead was told")

    class Meta:
        db_table = "adequacy_end"
        constraints = (models.UniqueConstraint(fields=["regime", "code"], name="adequacy_end_one"),)

    def __str__(self) -> str:
        return f"{self.regime}:{self.code}"
