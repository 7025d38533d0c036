"""How often a member is mailed, what waits to be told, and the mails themselves."""

from typing import Any

from django.db import models

from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

TIME = "when it happened"
OF_MEMBERS: dict[str, Any] = {"subjects": (AGENT,), "retention": "membership.ended", "erasure": "delete"}


class DigestChoice(CellModel):
    """How often one member is mailed. Without a row: never."""

    person = paths.member("member_id")

    member = personal(CellForeignKey(Member, related_name="+"), "user.unique_id", source="ours", **OF_MEMBERS)
    often = personal(models.CharField(max_length=8), "user.account.settings", rectifiable=True, **OF_MEMBERS)
    hour = personal(
        models.SmallIntegerField(default=8), "user.account.settings", rectifiable=True, **OF_MEMBERS
    )
    zone = personal(models.CharField(max_length=64), "user.account.settings", rectifiable=True, **OF_MEMBERS)
    next_at = impersonal(models.DateTimeField(null=True), "when the next one is due")

    class Meta:
        db_table = "digest_choice"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "member"], name="digest_choice_one")]

    def __str__(self) -> str:
        return self.often


class Digest(CellModel):
    """One mail to one member. Address and words are read when it goes."""

    person = paths.member("member_id")

    member = personal(CellForeignKey(Member, related_name="+"), "user.unique_id", source="ours", **OF_MEMBERS)
    state = impersonal(
        models.CharField(max_length=8, default="queued"), "queued, accepted, failed or unneeded"
    )
    attempts = impersonal(models.IntegerField(default=0), "how often it was tried")
    due_at = impersonal(models.DateTimeField(), "when to try next")
    created_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "digest"
        indexes = [models.Index(fields=["workspace_id", "state", "due_at"], name="digest_due")]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class DigestItem(CellModel):
    """One thing that a member is told of, once. With `digest` it is in that mail and in no other."""

    person = paths.member("member_id") | paths.via("conversation_id", "conversation")

    member = personal(CellForeignKey(Member, related_name="+"), "user.unique_id", source="ours", **OF_MEMBERS)
    kind = impersonal(models.CharField(max_length=8), "mention, assigned, reply or due")
    event_id = impersonal(models.UUIDField(), "which fact it comes from")
    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    message = impersonal(CellForeignKey(Message, null=True, related_name="+"), "which message")
    digest = impersonal(CellForeignKey(Digest, null=True, related_name="+"), "which mail it is in")
    created_at = impersonal(models.DateTimeField(), TIME)

    class Meta:
        db_table = "digest_item"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "member", "kind", "event_id"], name="digest_item_once"
            )
        ]
        indexes = [
            models.Index(fields=["workspace_id", "member", "digest"], name="digest_item_of"),
            models.Index(fields=["workspace_id", "digest"], name="digest_item_in"),
            models.Index(fields=["workspace_id", "conversation"], name="digest_item_of_thread"),
            models.Index(
                fields=["workspace_id", "message"],
                name="digest_item_of_message",
                condition=models.Q(message__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class LastAssignee(CellModel):
    """Whose a conversation was when its members were last told: by that a new one is seen."""

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    member_id = personal(
        models.UUIDField(null=True),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="delete",
    )

    class Meta:
        db_table = "digest_last_assignee"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "conversation"], name="digest_last_assignee_one")
        ]

    def __str__(self) -> str:
        return str(self.id)
