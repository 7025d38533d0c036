"""A conversation, its messages and their files."""

from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Inbox, Status, Team, TicketType
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, END_USER
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

MESSAGE = "user.content.private.message"
FILE = "user.content.private.attachment"
COUNT = "counts changes or messages"
TIME = "when something happened in the thread"


class Conversation(CellModel):
    """One thread. Everything in it is sealed under its contact's key.

    `last_seq` counts all messages, `last_public_seq` those a visitor sees; `version` counts the changes
    agents see, `visitor_version` those a visitor sees. All four rise under the lock of this row.
    """

    person = paths.contact("contact_id")

    contact = personal(
        CellForeignKey(Contact, related_name="conversations"),
        "user.unique_id",
        source="ours",
        retention="conversation.closed",
    )
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", retention="conversation.closed"
    )
    inbox = impersonal(CellForeignKey(Inbox, related_name="+"), "which way in")
    channel = impersonal(models.CharField(max_length=8, default="chat"), "kind of the way in")
    subject = personal(SealedText(default=""), MESSAGE, retention="conversation.closed")
    status = impersonal(CellForeignKey(Status, related_name="+"), "state of the work")
    category = impersonal(
        models.CharField(max_length=8, default="open"), "category of the status, kept here for the lists"
    )
    category_at = impersonal(models.DateTimeField(), TIME)
    """Since when it is of its category: what was promised stands still outside of *open*."""
    assignee = personal(
        CellForeignKey(Member, null=True, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="blank",
    )
    team = impersonal(CellForeignKey(Team, null=True, related_name="+"), "which team works on it")
    priority = impersonal(models.CharField(max_length=8, default="normal"), "how urgent the work is")
    number = impersonal(models.BigIntegerField(null=True), "the ticket's number; empty: it is none")
    type = impersonal(CellForeignKey(TicketType, null=True, related_name="+"), "kind of the work")
    due_at = impersonal(models.DateTimeField(null=True), "what was promised next, and for when")
    due_for = impersonal(models.CharField(max_length=8, blank=True, default=""), "answer or solution")
    merged_into = impersonal(CellForeignKey("self", null=True, related_name="+"), "where it goes on")
    snoozed_until = impersonal(models.DateTimeField(null=True), TIME)
    waiting_since = impersonal(models.DateTimeField(null=True), TIME)
    first_response_at = impersonal(models.DateTimeField(null=True), TIME)
    last_message_at = impersonal(models.DateTimeField(), TIME)
    list_hour = impersonal(models.DateTimeField(), TIME)
    """`last_message_at` to the hour: what the lists' indexes hold. See `Meta.indexes`."""
    last_message_id = impersonal(models.UUIDField(null=True), "the newest message, for lists")
    last_seq = impersonal(models.BigIntegerField(default=0), COUNT)
    last_public_seq = impersonal(models.BigIntegerField(default=0), COUNT)
    version = impersonal(models.BigIntegerField(default=0), COUNT)
    visitor_version = impersonal(models.BigIntegerField(default=0), COUNT)
    contact_read_seq = personal(
        models.BigIntegerField(default=0),
        "user.telemetry.presence",
        source="observed",
        retention="conversation.closed",
        erasure="delete",
    )
    agent_read_seq = impersonal(models.BigIntegerField(default=0), "how far the team has read")
    created_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "conversation"
        # No index holds what changes with every message: PostgreSQL then rewrites the row in its page and leaves
        # all indexes alone. The lists sort by the hour through the index, and within an hour by themselves.
        # Since when somebody waits changes only when it is the other's turn.
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "number"],
                condition=models.Q(number__isnull=False),
                name="conversation_number",
            )
        ]
        indexes = [
            models.Index(fields=["workspace_id", "category", "-list_hour"], name="conversation_list"),
            models.Index(
                fields=["workspace_id", "due_at"],
                condition=models.Q(due_at__isnull=False),
                name="conversation_due",
            ),
            models.Index(
                fields=["workspace_id", "category", "waiting_since"],
                condition=models.Q(waiting_since__isnull=False),
                name="conversation_waiting",
            ),
            models.Index(
                fields=["workspace_id", "priority", "category", "-list_hour"],
                condition=~models.Q(priority="normal"),
                name="conversation_of_priority",
            ),
            models.Index(
                fields=["workspace_id", "type", "category", "-list_hour"],
                condition=models.Q(type__isnull=False),
                name="conversation_of_type",
            ),
            models.Index(
                fields=["workspace_id", "assignee", "category", "-list_hour"], name="conversation_mine"
            ),
            models.Index(fields=["workspace_id", "contact", "-list_hour"], name="conversation_of_contact"),
            models.Index(fields=["workspace_id", "-list_hour"], name="conversation_any"),
            models.Index(
                fields=["workspace_id", "merged_into"],
                name="conversation_goes_on",
                condition=models.Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["workspace_id", "category", "assignee", "inbox", "team"], name="conversation_counts"
            ),
            models.Index(
                fields=["workspace_id", "inbox", "category", "-list_hour"], name="conversation_of_inbox"
            ),
            models.Index(
                fields=["workspace_id", "team", "category", "-list_hour"], name="conversation_of_team"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Message(CellModel):
    """One message or note. `public_seq` is null for a note, and only for a note."""

    person = paths.via("conversation_id", "conversation") | paths.contact("author_id", author_kind="contact")

    conversation = impersonal(CellForeignKey(Conversation, related_name="messages"), "which thread")
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", retention="conversation.closed"
    )
    seq = impersonal(models.BigIntegerField(), COUNT)
    public_seq = impersonal(models.BigIntegerField(null=True), COUNT)
    note = impersonal(models.BooleanField(), "whether only the team may see it")
    author_kind = impersonal(models.CharField(max_length=8), "contact, member, api or system")
    author_id = personal(
        models.UUIDField(null=True),
        "user.unique_id",
        source="ours",
        subjects=(AGENT, END_USER),
        retention="conversation.closed",
        erasure="blank",
    )
    client_id = impersonal(models.UUIDField(), "made by the sender once for each message")
    fingerprint = personal(
        models.BinaryField(max_length=16),
        MESSAGE,
        source="derived",
        retention="with_message",
        erasure="delete",
        access="withhold",
        derived_from=("message.body",),
    )
    body = personal(
        SealedText(),
        MESSAGE,
        subjects=(END_USER, AGENT, "third_party_mentioned"),
        retention="conversation.closed",
        access="review",
    )
    quote = impersonal(
        models.BooleanField(default=False, db_default=False), "whether its mail shows what it answers"
    )
    delivery = impersonal(models.CharField(max_length=9, default="stored"), "how far it came")
    copy_of = impersonal(models.UUIDField(null=True), "which message of another thread it repeats")
    """Set where a thread was split: what is a copy was said before, and is told to nobody again."""
    created_at = impersonal(models.DateTimeField(), TIME)
    edited_at = impersonal(models.DateTimeField(null=True), TIME)
    deleted_at = impersonal(models.DateTimeField(null=True), TIME)

    class Meta:
        db_table = "message"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "conversation", "seq"], name="message_seq"),
            models.UniqueConstraint(
                fields=["workspace_id", "client_id", "conversation"], name="message_client_id"
            ),
            models.CheckConstraint(
                condition=models.Q(note=True, public_seq__isnull=True)
                | models.Q(note=False, public_seq__isnull=False),
                name="message_note_has_no_public_seq",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace_id", "author_id"],
                name="message_of_contact",
                condition=models.Q(author_kind="contact"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seq}"


class Attachment(CellModel):
    """A file: uploaded first, then referred to by one message. Unreferenced ones go after 24 hours."""

    person = paths.via("message_id", "message") | paths.subject("subject_id")

    conversation = impersonal(CellForeignKey(Conversation, null=True, related_name="+"), "which thread")
    message = impersonal(
        CellForeignKey(Message, null=True, related_name="attachments"), "which message shows it"
    )
    uploader_kind = impersonal(models.CharField(max_length=8), "contact, member or api")
    uploader_id = personal(
        models.UUIDField(),
        "user.unique_id",
        source="ours",
        subjects=(AGENT, END_USER),
        retention="with_message",
        erasure="blank",
    )
    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours", retention="with_message")
    blob_id = impersonal(models.UUIDField(), "the sealed file")
    preview_id = impersonal(models.UUIDField(null=True), "the sealed preview")
    name = personal(
        SealedText(),
        FILE,
        subjects=(END_USER, "third_party_mentioned"),
        retention="with_message",
        access="review",
    )
    content_type = impersonal(models.CharField(max_length=100), "type found by looking at the bytes")
    size = impersonal(models.BigIntegerField(), "bytes")
    width = impersonal(models.IntegerField(null=True), "pixels")
    height = impersonal(models.IntegerField(null=True), "pixels")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was uploaded")

    class Meta:
        db_table = "attachment"
        indexes = [
            models.Index(fields=["workspace_id", "message"], name="attachment_of_message"),
            models.Index(fields=["workspace_id", "conversation"], name="attachment_in"),
            models.Index(fields=["workspace_id", "subject_id"], name="attachment_of_subject"),
        ]

    def __str__(self) -> str:
        return str(self.id)
