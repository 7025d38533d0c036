"""An answer that is written, and goes out at a time of its own."""

from django.db import models

from ictdesk.desk.conversations.models.thread import MESSAGE, Conversation
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText


class ScheduledAnswer(CellModel):
    """Sealed as the message that it will be. The row goes when the message comes."""

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", retention="conversation.closed"
    )
    member = personal(
        CellForeignKey(Member, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="delete",
    )
    client_id = impersonal(models.UUIDField(), "made by the sender once for each message")
    body = personal(
        SealedText(),
        MESSAGE,
        subjects=(END_USER, AGENT, "third_party_mentioned"),
        retention="conversation.closed",
        access="review",
    )
    files = impersonal(models.JSONField(default=list), "ids of the files that go with it")
    quote = impersonal(models.BooleanField(default=False), "whether its mail shows what it answers")
    due_at = impersonal(models.DateTimeField(), "when it goes out")
    after_seq = impersonal(models.BigIntegerField(), "how many messages there were when it was written")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was written")

    class Meta:
        db_table = "scheduled_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "conversation", "client_id"], name="scheduled_answer_once"
            )
        ]
        indexes = [models.Index(fields=["workspace_id", "due_at"], name="scheduled_answer_due")]

    def __str__(self) -> str:
        return str(self.id)
