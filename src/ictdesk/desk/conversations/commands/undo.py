"""Take a change back, where nobody has changed the same since."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ictdesk.desk.conversations import rules, states
from ictdesk.desk.conversations.changing import lock
from ictdesk.desk.conversations.commands.assign import assign, assign_team
from ictdesk.desk.conversations.commands.bulk import MOST, each
from ictdesk.desk.conversations.commands.label import set_priority, set_tags
from ictdesk.desk.conversations.commands.status import move
from ictdesk.desk.conversations.commands.ticket import set_type
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.conversations.shapes import ItemResult, StateShape
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Status, Team, TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed

type Item = tuple[Conversation, StateShape, StateShape]
"""A conversation, how it was and what it became."""


@command(allow=rules.can_work)
def undo(*, actor: Actor, items: Sequence[Item]) -> list[ItemResult]:
    """Gives each conversation back the state it had, as far as it still is in the one that it was given.

    Raises `Invalid` for too many. An item that has changed since is left as it is: its outcome is `conflict`.
    """
    if len(items) > MOST:
        raise Invalid(f"At most {MOST} conversations are changed at once.")
    states_of = {conversation.id: (was, became) for conversation, was, became in items}

    def act(conversation: Conversation) -> None:
        was, became = states_of[conversation.id]
        if was.keys() != became.keys() or not was:
            raise Invalid("What it was and what it became name the same parts.")
        if states.state_of(lock(conversation.id), became) != became:
            raise Conflict("Somebody has changed this since; it was left as it is.")
        put_back(actor, conversation, was)

    return each([conversation for conversation, _, _ in items], act)


def put_back(actor: Actor, conversation: Conversation, was: StateShape) -> None:
    """Each part by the command that sets it, so that each is asked for its right. Raises what those raise."""
    if "assignee" in was:
        member = Member.objects.find(id=was["assignee"]) if was["assignee"] else None
        assign(actor=actor, conversation=conversation, member=member)
    if "team" in was:
        team = Team.objects.find(id=was["team"]) if was["team"] else None
        assign_team(actor=actor, conversation=conversation, team=team)
    if "tags" in was:
        set_tags(actor=actor, conversation=conversation, names=was["tags"])
    if "priority" in was:
        set_priority(actor=actor, conversation=conversation, priority=was["priority"])
    if "type" in was:
        kind = TicketType.objects.find(id=was["type"]) if was["type"] else None
        set_type(actor=actor, conversation=conversation, ticket_type=kind)
    if "status" in was:
        put_status_back(actor, conversation, was["status"]["id"], was["status"]["until"])


def put_status_back(actor: Actor, conversation: Conversation, status: str, until: str | None) -> None:
    """Also whether they wait: solving had ended that."""
    if not rules.can_set_status(actor):
        raise NotAllowed
    locked, to = lock(conversation.id), Status.objects.find(id=status)
    if locked.category == "solved" and to.category != "solved":
        locked.waiting_since = unanswered_since(conversation.id)
        locked.save(update_fields=["waiting_since"])
    move(actor, locked, to, datetime.fromisoformat(until) if until else None)


def unanswered_since(conversation_id: UUID) -> datetime | None:
    """When the contact wrote the first of the messages that nobody has answered; None when there is none."""
    public = Message.objects.filter(conversation=conversation_id, note=False)
    answers = public.filter(author_kind__in=("member", "api")).order_by("-seq")
    last: int = answers.values_list("seq", flat=True).first() or 0
    waiting = public.filter(author_kind="contact", seq__gt=last).order_by("seq")
    first: datetime | None = waiting.values_list("created_at", flat=True).first()
    return first
