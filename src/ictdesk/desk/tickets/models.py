"""What the desk promises, and how far each ticket has come with it."""

from django.db import models

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

MINUTES = "minutes that the workspace promises"
TIME = "when it happened"


class Promise(CellModel):
    """How soon tickets of one priority are answered and solved. What is null is not promised."""

    person = paths.SETTINGS

    priority = impersonal(models.CharField(max_length=8), "which tickets")
    first_answer = impersonal(models.IntegerField(null=True), MINUTES)
    next_answer = impersonal(models.IntegerField(null=True), MINUTES)
    solution = impersonal(models.IntegerField(null=True), MINUTES)
    in_hours = impersonal(models.BooleanField(default=True), "whether only the desk's hours count")

    class Meta:
        db_table = "promise"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "priority"], name="promise_one")]

    def __str__(self) -> str:
        return self.priority


class TicketClock(CellModel):
    """How much of the time for a solution is used, and whether what was promised was kept.

    While the ticket waits for its contact or sleeps, `running_since` is empty and nothing is used up.
    """

    person = paths.via("conversation_id", "conversation")

    conversation = impersonal(CellForeignKey(Conversation, related_name="+"), "which ticket")
    used = impersonal(models.FloatField(default=0), "seconds used before it ran last")
    running_since = impersonal(models.DateTimeField(null=True), TIME)
    answer_due_at = impersonal(models.DateTimeField(null=True), "promised time")
    solution_due_at = impersonal(models.DateTimeField(null=True), "promised time")
    warned_at = impersonal(models.DateTimeField(null=True), TIME)
    """When the team was warned of the due time that stands now."""
    late_at = impersonal(models.DateTimeField(null=True), TIME)
    """When the due time that stands now was noted as missed."""
    answers_late = impersonal(models.IntegerField(default=0), "how often an answer came too late")
    solution_late = impersonal(models.BooleanField(default=False), "whether it was solved too late")

    class Meta:
        db_table = "ticket_clock"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "conversation"], name="ticket_clock_one")
        ]

    def __str__(self) -> str:
        return str(self.id)


class Macro(CellModel):
    """Several changes under one name. Private ones are their owner's alone."""

    person = paths.member("owner_id")

    name = impersonal(models.CharField(max_length=60), "a setting of the organisation")
    owner = personal(
        CellForeignKey(Member, related_name="+"),
        "user.workplace",
        source="ours",
        subjects=(AGENT,),
        erasure="delete",
    )
    shared = impersonal(models.BooleanField(default=False), "whether all members may use it")
    actions = impersonal(models.JSONField(), "what it does: ids, codes, and texts of the organisation")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), TIME)

    class Meta:
        db_table = "macro"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "owner", "name"], name="macro_name")]

    def __str__(self) -> str:
        return self.name
