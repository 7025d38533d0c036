"""What a conversation has besides when it is a ticket."""

from django.db import models

from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations.models.thread import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedJSON


class TicketCounter(CellModel):
    """The newest number of the workspace: one row, counted for it alone, so that it tells of nobody else."""

    person = paths.nobody("counts the workspace's tickets")

    last = impersonal(models.BigIntegerField(default=0), "counts the workspace's tickets")

    class Meta:
        db_table = "ticket_counter"
        constraints = [models.UniqueConstraint(fields=["workspace_id"], name="ticket_counter_one")]

    def __str__(self) -> str:
        return str(self.last)


class TicketValue(CellModel):
    """What is known of one ticket under one field that the workspace defined."""

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which ticket")
    definition = impersonal(CellForeignKey(AttributeDefinition, related_name="+"), "which field")
    subject_id = personal(
        models.UUIDField(), "user.unique_id", source="ours", retention="conversation.closed"
    )
    value = personal(
        SealedJSON(), "user.content.private.custom", retention="conversation.closed", rectifiable=True
    )
    digest = personal(
        models.BinaryField(max_length=16, null=True),
        "user.unique_id.pseudonymous",
        source="derived",
        retention="conversation.closed",
        erasure="delete",
        access="withhold",
        derived_from=("ticket_value.value",),
    )
    """Finds the tickets with a choice; empty for fields of other kinds. See `choosing`."""
    changed_at = impersonal(models.DateTimeField(), "when it was written")

    class Meta:
        db_table = "ticket_value"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "conversation", "definition"], name="ticket_value_one"
            )
        ]
        indexes = [
            models.Index(fields=["workspace_id", "definition"], name="ticket_value_of_definition"),
            models.Index(
                fields=["workspace_id", "digest", "conversation"],
                condition=models.Q(digest__isnull=False),
                name="ticket_value_chosen",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Follower(CellModel):
    """A member who wants to hear of a conversation though it is not theirs."""

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which thread")
    member = personal(
        CellForeignKey(Member, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        retention="conversation.closed",
        erasure="delete",
    )

    class Meta:
        db_table = "follower"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "conversation", "member"], name="follower_one")
        ]
        indexes = [models.Index(fields=["workspace_id", "member", "conversation"], name="follower_of")]

    def __str__(self) -> str:
        return str(self.id)
