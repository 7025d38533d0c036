"""What was imported: so that nothing comes twice, and everybody can see where it came from."""

from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel


class Imported(CellModel):
    """That a conversation or a contact came from somewhere else. Written with it, in one transaction."""

    person = paths.contact("contact_id") | paths.via("conversation_id", "conversation")

    source = impersonal(models.CharField(max_length=8), "zendesk, chatwoot, mbox, bundle or sample")
    digest = personal(
        models.BinaryField(max_length=16),
        "user.unique_id.pseudonymous",
        source="derived",
        retention="conversation.closed",
        erasure="delete",
        access="withhold",
    )
    """Of its id over there, under the workspace's key."""
    conversation = impersonal(CellForeignKey(Conversation, null=True, related_name="+"), "what it became")
    contact = personal(
        CellForeignKey(Contact, null=True, related_name="+"),
        "user.unique_id",
        source="ours",
        erasure="delete",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was imported")

    class Meta:
        db_table = "imported"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "digest"], name="imported_once")]
        indexes = [
            models.Index(fields=["workspace_id", "conversation"], name="imported_conversation"),
            models.Index(fields=["workspace_id", "contact"], name="imported_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.id}"
