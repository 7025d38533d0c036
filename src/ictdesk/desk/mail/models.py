"""A mail that came in, and a mail that goes out."""

from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import END_USER
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON, SealedText

TIME = "when it happened"
CHECK = "what a check of the sender's domain said"


class ReceivedMail(CellModel):
    """One mail as it came. The raw file has a key of its own, since nobody knows yet who wrote it.

    Once it was taken in it also proves the right to write in that one conversation: see `append.py`.
    """

    person = (
        paths.contact("contact_id")
        | paths.digest("sender_digest", unless="contact_id")
        | paths.via("conversation_id", "conversation")
        | paths.via("answers_id", "conversation")
        | paths.via("became_id", "message")
        | paths.via("returns_id", "outgoing_mail")
        | paths.via("transcript_id", "transcript")
    )

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
    transcript = impersonal(
        CellForeignKey("Transcript", null=True, related_name="+"), "which transcript it is about"
    )
    beyond_id = impersonal(models.UUIDField(null=True), "which mail of a higher room it is about")
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
    copied = personal(
        SealedJSON(null=True),
        "user.contact.email",
        subjects=(END_USER, "third_party_mentioned"),
        access="review",
    )
    """The addresses of To and Cc. Whoever stands there is shown, and takes no part by that."""
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
            models.Index(
                fields=["workspace_id", "became"],
                name="received_mail_became",
                condition=models.Q(became__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "answers"],
                name="received_mail_answers",
                condition=models.Q(answers__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "returns"],
                name="received_mail_returns",
                condition=models.Q(returns__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "transcript"],
                name="received_mail_transcript",
                condition=models.Q(transcript__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "contact"],
                name="received_mail_contact",
                condition=models.Q(contact__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class OutgoingMail(CellModel):
    """An answer on its way by mail. Address and words are read when it goes: here is only how far it came."""

    person = (
        paths.contact("contact_id")
        | paths.via("conversation_id", "conversation")
        | paths.via("message_id", "message")
    )

    message = impersonal(CellForeignKey(Message, related_name="+"), "which answer")
    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    contact = personal(
        CellForeignKey(Contact, related_name="+"),
        "user.unique_id",
        source="ours",
        retention="with_message",
        erasure="delete",
    )
    copy_of = impersonal(
        CellForeignKey("self", null=True, related_name="+"), "the same answer to its customer"
    )
    """Each who is in copy gets a mail of their own: what comes back tells whose address is wrong."""
    state = impersonal(
        models.CharField(max_length=10),
        "waiting, queued, sending, accepted, delivered, bounced, complained, failed or unneeded",
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
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "message"],
                condition=models.Q(copy_of__isnull=True),
                name="outgoing_mail_once",
            ),
            models.UniqueConstraint(
                fields=["workspace_id", "message", "contact"], name="outgoing_mail_to_each_once"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace_id", "state", "due_at"], name="outgoing_mail_due"),
            models.Index(fields=["workspace_id", "conversation", "created_at"], name="outgoing_mail_in"),
            models.Index(fields=["workspace_id", "contact"], name="outgoing_mail_contact"),
            models.Index(
                fields=["workspace_id", "copy_of"],
                name="outgoing_mail_copies",
                condition=models.Q(copy_of__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class MailSetting(CellModel):
    """What the workspace has set for the mail of one inbox."""

    person = paths.SETTINGS

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


class Transcript(CellModel):
    """What was said in a conversation, on its way to its customer. Address and words are read when it goes."""

    person = paths.contact("contact_id") | paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    contact = personal(
        CellForeignKey(Contact, related_name="+"),
        "user.unique_id",
        source="ours",
        retention="conversation.closed",
        erasure="delete",
    )
    sent_to = personal(
        models.BinaryField(max_length=16, null=True),
        "user.contact.email",
        source="derived",
        retention="conversation.closed",
        erasure="delete",
        access="withhold",
    )
    up_to = impersonal(models.BigIntegerField(), "the newest message in it")
    state = impersonal(
        models.CharField(max_length=8, default="queued"), "queued, accepted, failed or unneeded"
    )
    reason = impersonal(models.CharField(max_length=24, blank=True, default=""), "code of what went wrong")
    attempts = impersonal(models.IntegerField(default=0), "how often it was tried")
    due_at = impersonal(models.DateTimeField(), "when to try next")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "transcript"
        indexes = [
            models.Index(fields=["workspace_id", "conversation", "created_at"], name="transcript_of"),
            models.Index(fields=["workspace_id", "state", "due_at"], name="transcript_due"),
            models.Index(fields=["workspace_id", "contact"], name="transcript_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class MailTemplate(CellModel):
    """The words that the workspace chose for one kind of mail. Without a row the product's are used."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=16), "which kind of mail")
    subject = impersonal(
        models.CharField(max_length=200, blank=True, default=""), "a setting of the organisation"
    )
    text = impersonal(
        models.TextField(max_length=4000, blank=True, default=""), "a setting of the organisation"
    )
    html = impersonal(
        models.TextField(max_length=20_000, blank=True, default=""), "a setting of the organisation"
    )

    class Meta:
        db_table = "mail_template"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "name"], name="mail_template_once")]

    def __str__(self) -> str:
        return self.name


class Suppression(CellModel):
    """An address that nothing is sent to any more, since mail to it came back or was reported."""

    person = paths.contact("contact_id")

    contact = personal(
        CellForeignKey(Contact, null=True, related_name="+"),
        "user.unique_id",
        source="ours",
        erasure="delete",
    )
    """Empty once they were erased: a complaint stays without them, since they wanted no more mail."""
    digest = personal(
        models.BinaryField(max_length=16),
        "user.contact.email",
        source="derived",
        erasure="delete",
        access="withhold",
    )
    reason = impersonal(models.CharField(max_length=10), "bounced or complained")
    mail = impersonal(CellForeignKey(OutgoingMail, null=True, related_name="+"), "which mail it was")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "mail_suppression"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "digest"], name="mail_suppression_once")
        ]
        indexes = [
            models.Index(fields=["workspace_id", "mail"], name="mail_suppression_mail"),
            models.Index(fields=["workspace_id", "contact"], name="mail_suppression_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.id}"


class ForgottenMail(CellModel):
    """That a mail was here and was erased: when a mailbox offers it again, it stays away. No content, no address."""

    person = paths.unlinked(
        "a keyed digest of a whole mail; nobody is found by it who does not hold that mail"
    )

    digest = personal(
        models.BinaryField(max_length=32),
        "user.content.private.message",
        source="derived",
        retention="removed",
        erasure="keep",
        keep_reason="so that a mailbox that is read anew does not bring back what was erased; for a year",
        access="withhold",
    )
    until = impersonal(models.DateTimeField(), "when the row goes")

    class Meta:
        db_table = "forgotten_mail"
        indexes = [models.Index(fields=["workspace_id", "digest"], name="forgotten_mail_digest")]

    def __str__(self) -> str:
        return str(self.id)


class Participant(CellModel):
    """Somebody besides the customer whom the team has put in copy: they get every answer, and may answer."""

    person = paths.contact("contact_id") | paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    contact = personal(
        CellForeignKey(Contact, related_name="+"),
        "user.unique_id",
        source="ours",
        retention="conversation.closed",
        erasure="delete",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "participant"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "conversation", "contact"], name="participant_one"
            )
        ]
        indexes = [models.Index(fields=["workspace_id", "contact"], name="participant_of")]

    def __str__(self) -> str:
        return str(self.id)
