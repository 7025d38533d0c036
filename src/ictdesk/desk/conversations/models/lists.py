"""What puts a conversation into somebody's list."""

from django.db import models

from ictdesk.desk.conversations.models.thread import TIME, Conversation, Message
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel


class ConversationTag(CellModel):
    """A tag on a conversation."""

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="tag_rows"), "which thread")
    tag = personal(
        CellForeignKey(Tag, related_name="+"),
        "user.content.private.internal_note",
        source="derived",
        retention="conversation.closed",
        erasure="delete",
    )

    class Meta:
        db_table = "conversation_tag"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "conversation", "tag"], name="conversation_tag_one"
            )
        ]
        indexes = [models.Index(fields=["workspace_id", "tag", "conversation"], name="conversation_tag_list")]

    def __str__(self) -> str:
        return str(self.id)


class Mention(CellModel):
    """A member who was named in a note, and whether they have seen it."""

    person = paths.via("conversation_id", "conversation") | paths.via("message_id", "message")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    message = impersonal(CellForeignKey(Message, related_name="+"), "which note")
    member = personal(
        CellForeignKey(Member, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="delete",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)
    read_at = personal(
        models.DateTimeField(null=True),
        "user.telemetry.presence",
        source="observed",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="delete",
    )

    class Meta:
        db_table = "mention"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "message", "member"], name="mention_one")
        ]
        indexes = [
            models.Index(fields=["workspace_id", "member", "conversation"], name="mention_of_member"),
            models.Index(fields=["workspace_id", "conversation", "member"], name="mention_in"),
            models.Index(
                fields=["workspace_id", "member", "conversation"],
                condition=models.Q(read_at__isnull=True),
                name="mention_unread",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SavedView(CellModel):
    """A list under a name: its member's own, or everybody's. `filter` is a `ListFilter`."""

    person = paths.member("owner_id")

    owner = personal(
        CellForeignKey(Member, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="membership.ended",
        erasure="delete",
    )
    name = impersonal(models.CharField(max_length=60), "what its maker called it")
    shared = impersonal(models.BooleanField(default=False), "whether the whole team sees it")
    filter = personal(
        models.JSONField(),
        "user.workplace",
        subjects=(AGENT,),
        retention="membership.ended",
        erasure="delete",
    )
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was made")

    class Meta:
        db_table = "saved_view"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "owner", "name"], name="saved_view_name")
        ]

    def __str__(self) -> str:
        return str(self.id)
