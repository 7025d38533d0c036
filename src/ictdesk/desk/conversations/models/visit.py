"""The right of a visitor's browser to write."""

from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models.thread import Conversation
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON


class VisitorSession(CellModel):
    """A widget's token: only its digest is kept. It has no contact until the first message.

    A file that is uploaded for the first message needs a key before: `subject_id`, the contact's later.
    """

    person = (
        paths.contact("contact_id")
        | paths.subject("subject_id")
        | paths.via("conversation_id", "conversation")
    )

    digest = personal(
        models.BinaryField(max_length=32),
        "user.device.cookie_id",
        source="ours",
        subjects=("site_visitor",),
        retention="visit_end",
        erasure="delete",
        access="existence",
    )
    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    contact = personal(
        CellForeignKey(Contact, null=True, related_name="+"),
        "user.unique_id",
        source="ours",
        retention="visit_end",
        erasure="delete",
    )
    subject_id = personal(
        models.UUIDField(null=True),
        "user.unique_id",
        source="ours",
        subjects=("site_visitor",),
        retention="visit_end",
        erasure="delete",
    )
    conversation = impersonal(CellForeignKey(Conversation, null=True, related_name="+"), "which thread")
    identity = personal(
        SealedJSON(null=True),
        "user.unique_id",
        subjects=("site_visitor",),
        retention="visit_end",
        access="withhold",
    )
    """What the website signed of somebody who has no contact yet; empty from the first message on."""
    locale = personal(
        models.CharField(max_length=16, blank=True),
        "user.demographic.language",
        source="observed",
        subjects=("site_visitor",),
        retention="visit_end",
        erasure="delete",
    )
    gpc = personal(
        models.BooleanField(default=False),
        "user.privacy_preferences",
        source="observed",
        subjects=("site_visitor",),
        retention="visit_end",
        erasure="delete",
    )
    notice_version = impersonal(models.IntegerField(null=True), "version of the notice that was shown")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when the chat was opened")
    expires_at = impersonal(models.DateTimeField(), "when the token ends")
    revoked_at = impersonal(models.DateTimeField(null=True), "when it was withdrawn")

    class Meta:
        db_table = "visitor_session"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "digest"], name="visitor_session_digest")
        ]
        indexes = [
            models.Index(
                fields=["workspace_id", "conversation"],
                name="visitor_session_in",
                condition=models.Q(conversation__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "contact"],
                name="visitor_session_contact",
                condition=models.Q(contact__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
