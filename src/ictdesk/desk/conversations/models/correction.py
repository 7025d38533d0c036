"""What stands beside a message that says something wrong about somebody: the message itself is left as it was said."""

from django.db import models

from ictdesk.desk.conversations.models.thread import MESSAGE, TIME, Message
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText


class MessageCorrection(CellModel):
    """A note of correction (Art. 16 GDPR). Whoever sees the message sees it; it is sealed under the same key."""

    person = paths.via("message_id", "message")

    message = impersonal(CellForeignKey(Message, related_name="corrections"), "which message")
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", retention="conversation.closed"
    )
    text = personal(
        SealedText(),
        MESSAGE,
        source="ours",
        subjects=(END_USER, "third_party_mentioned"),
        retention="conversation.closed",
        access="review",
    )
    author_kind = impersonal(models.CharField(max_length=8), "member, api or system")
    author_id = personal(
        models.UUIDField(null=True),
        "user.unique_id",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="blank",
    )
    made_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "message_correction"
        indexes = [models.Index(fields=["workspace_id", "message"], name="message_correction_of")]

    def __str__(self) -> str:
        return str(self.id)
