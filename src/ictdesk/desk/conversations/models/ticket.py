"""What a conversation has besides when it is a ticket."""

from django.db import models

from ictdesk.desk.conversations.models.thread import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap import impersonal, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel


class TicketCounter(CellModel):
    """The newest number of the workspace: one row, counted for it alone, so that it tells of nobody else."""

    last = impersonal(models.BigIntegerField(default=0), "counts the workspace's tickets")

    class Meta:
        db_table = "ticket_counter"
        constraints = [models.UniqueConstraint(fields=["workspace_id"], name="ticket_counter_one")]

    def __str__(self) -> str:
        return str(self.last)


class Follower(CellModel):
    """A member who wants to hear of a conversation though it is not theirs."""

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
