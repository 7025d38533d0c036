"""A mail that came in, and a mail that goes out."""

from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

TIME = "when it happened"
CHECK = "what a check of the sender's domain said"


class ReceivedMail(CellModel):
    """One mail as it came. The raw file has a key of its own, since nobody knows yet who wrote it.

    Once it was taken in it also proves the right to write in that one conversation: see `append.py`.
    """

    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours")
    blob_id = impersonal(models.UUIDField(), "the sealed raw mail")
    digest = personal(
        models.BinaryField(max_length=32),
        "user.content.private.message",
        source="derived",
        erasure="delete",
        access="withhold",
    )
    envelope_from = personal(SealedText(default=""), "user.contact.email")
    message_id = personal(SealedText(default=""), "user.content.private.message", access="withhold")
    answers = impersonal(
        CellForeignKey(Conversation, null=True, related_name="+"), "what its reply address names"
    )
    returns = impersonal(
        CellForeignKey("OutgoingMail", null=True, related_name="+"), "which mail of ours it is about"
    )
    bad_address = impersonal(models.BooleanField(default=False), "whether its reply address was not ours")
    state = impersonal(models.CharField(max_length=8, default="new"), "new, taken, returned or dropped")
    reason = impersonal(
        models.CharField(max_length=24, blank=True), "code of why it stands apart or was dropped"
    )
    automatic = impersonal(models.BooleanField(default=False), "whether a program wrote it")
    sender_digest = personal(
        models.BinaryField(max_length=16, null=True),
        "user.contact.email",
        source="derived",
        erasure="delete",
        access="withhold",
    )
    receipted = impersonal(models.BooleanField(default=False), "whether its receipt was confirmed")
    rich = impersonal(models.BooleanField(default=False), "whether more of it can be shown than its message")
    spf = impersonal(models.CharField(max_length=10, blank=True, default=""), CHECK)
    dkim = impersonal(models.CharField(max_length=10, blank=True, default=""), CHECK)
    dmarc = impersonal(models.CharField(max_length=10, blank=True, default=""), CHECK)
    became = impersonal(CellForeignKey(Message, null=True, related_name="+"), "what it became")
    contact = personal(
        CellForeignKey(Contact, null=True, related_name="+"),
        "user.unique_id",
        source="ours",
        erasure="delete",
    )
    conversation = impersonal(CellForeignKey(Conversation, null=True, related_name="+"), "where it landed")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "received_mail"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "inbox", "digest"], name="received_mail_once")
        ]
        indexes = [
            models.Index(fields=["workspace_id", "conversation", "created_at"], name="received_mail_in"),
            models.Index(fields=["workspace_id", "inbox", "state", "created_at"], name="received_mail_state"),
            models.Index(fields=["workspace_id", "sender_digest", "created_at"], name="received_mail_from"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OutgoingMail(CellModel):
    """An answer on its way by mail. Address and words are read when it goes: here is only how far it came."""

    message = impersonal(CellForeignKey(Message, related_name="+"), "which answer")
    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    contact = personal(
        CellForeignKey(Contact, related_name="+"),
        "user.unique_id",
        source="ours",
        retention="with_message",
        erasure="delete",
    )
    state = impersonal(
        models.CharField(max_length=10),
        "waiting, queued, sending, accepted, bounced, complained, failed or unneeded",
    )
    reason = impersonal(models.CharField(max_length=24, blank=True), "code of what went wrong last")
    sent_to = personal(
        models.BinaryField(max_length=16, null=True),
        "user.contact.email",
        source="derived",
        retention="with_message",
        erasure="delete",
        access="withhold",
    )
    attempts = impersonal(models.IntegerField(default=0), "how often it was tried")
    due_at = impersonal(models.DateTimeField(), "when to try next")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)
    accepted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "outgoing_mail"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "message"], name="outgoing_mail_once")]
        indexes = [
            models.Index(fields=["workspace_id", "state", "due_at"], name="outgoing_mail_due"),
            models.Index(fields=["workspace_id", "conversation", "created_at"], name="outgoing_mail_in"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class MailSetting(CellModel):
    """What the workspace has set for the mail of one inbox."""

    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    receipt = impersonal(
        models.CharField(max_length=600, blank=True, default=""), "a setting of the organisation"
    )
    """What a first mail is answered with at once; empty: nothing."""

    class Meta:
        db_table = "mail_setting"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "inbox"], name="mail_setting_once")]

    def __str__(self) -> str:
        return str(self.id)


class Suppression(CellModel):
    """An address that nothing is sent to any more, since mail to it came back or was reported."""

    contact = personal(
        CellForeignKey(Contact, related_name="+"), "user.unique_id", source="ours", erasure="delete"
    )
    digest = personal(
        models.BinaryField(max_length=16),
        "user.contact.email",
        source="derived",
        erasure="delete",
        access="withhold",
    )
    reason = impersonal(models.CharField(max_length=10), "bounced or complained")
    mail = impersonal(CellForeignKey(OutgoingMail, related_name="+"), "which mail it was")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "mail_suppression"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "digest"], name="mail_suppression_once")
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.id}"
