"""What the API keeps for itself: answers it may have to give again, and counts of calls."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON


class IdempotentAnswer(CellModel):
    """The answer that a caller got for an `Idempotency-Key`. Sealed under the key of the person it speaks of."""

    person = paths.subject("subject_id")

    principal_id = personal(
        models.UUIDField(),
        "user.unique_id",
        source="ours",
        subjects=(AGENT,),
        retention="event",
        erasure="delete",
    )
    key = impersonal(models.CharField(max_length=255), "made by the caller once for each request")
    fingerprint = personal(
        models.BinaryField(max_length=16),
        "user.content.private.message",
        source="derived",
        retention="event",
        erasure="delete",
        access="withhold",
        derived_from=("idempotent_answer.answer",),
    )
    status = impersonal(models.SmallIntegerField(default=0), "HTTP status of the answer")
    subject_id = personal(models.UUIDField(null=True), "user.unique_id", source="ours", retention="event")
    answer = personal(
        SealedJSON(null=True),
        "user.content.private.message",
        subjects=(END_USER, AGENT, "third_party_mentioned"),
        retention="event",
        access="withhold",
    )
    created_at = impersonal(models.DateTimeField(), "when the request came")

    class Meta:
        db_table = "idempotent_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "principal_id", "key"], name="idempotent_answer_key"
            )
        ]
        indexes = [models.Index(fields=["workspace_id", "created_at"], name="idempotent_answer_age")]

    def __str__(self) -> str:
        return str(self.id)


class CallCount(CellModel):
    """How often a principal, or the whole workspace, called in the running minute. One row each."""

    person = paths.member("principal_id")

    principal_id = personal(
        models.UUIDField(),
        "user.unique_id.pseudonymous",
        source="observed",
        purposes=(SECURITY,),
        subjects=(AGENT,),
        retention="event",
        erasure="delete",
    )
    minute = impersonal(models.DateTimeField(), "which minute is counted")
    calls = impersonal(models.IntegerField(), "how many calls in it")

    class Meta:
        db_table = "call_count"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "principal_id"], name="call_count_one")
        ]

    def __str__(self) -> str:
        return str(self.calls)
