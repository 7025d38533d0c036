"""How conversations belong together: links between two, and one that goes on in another."""

from django.db import models

from ictdesk.desk.conversations.models.thread import Conversation
from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

TIME = "when it was done"


class ConversationLink(CellModel):
    """Kept once, shown at both. `source` is the parent, the duplicate, or the older of two related ones."""

    person = paths.via("source_id", "conversation") | paths.via("target_id", "conversation")

    source = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    target = impersonal(CellForeignKey(Conversation, related_name="+"), "which other thread")
    kind = impersonal(models.CharField(max_length=9), "parent, duplicate or related")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "conversation_link"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "source", "target", "kind"], name="conversation_link_one"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["parent", "duplicate", "related"]), name="conversation_link_kind"
            ),
        ]
        indexes = [models.Index(fields=["workspace_id", "target"], name="conversation_link_target")]

    def __str__(self) -> str:
        return self.kind


class ConversationMerge(CellModel):
    """That a conversation went into another: what the merge changed, so that it can be taken back."""

    person = paths.via("source_id", "conversation") | paths.via("target_id", "conversation")

    source = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    target = impersonal(CellForeignKey(Conversation, related_name="+"), "where it goes on")
    was = impersonal(models.JSONField(default=dict), "state of the thread before, ids and codes")
    became = impersonal(models.JSONField(default=dict), "state of the thread after, ids and codes")
    followers = impersonal(models.JSONField(default=list), "ids of the rows of followers that came along")
    made_at = impersonal(models.DateTimeField(), TIME)
    undone_at = impersonal(models.DateTimeField(null=True), "when it was taken back")

    class Meta:
        db_table = "conversation_merge"
        indexes = [
            models.Index(fields=["workspace_id", "source", "-made_at"], name="conversation_merge_source"),
            models.Index(fields=["workspace_id", "target"], name="conversation_merge_target"),
        ]

    def __str__(self) -> str:
        return str(self.id)
