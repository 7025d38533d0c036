"""Change several conversations at once: each succeeds or is refused by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from django.db import transaction

from ictdesk.desk.conversations import rules, states
from ictdesk.desk.conversations.changing import lock
from ictdesk.desk.conversations.commands.assign import assign, assign_team
from ictdesk.desk.conversations.commands.label import set_priority, set_tags
from ictdesk.desk.conversations.commands.status import reopen, set_status, snooze, solve
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import BulkResult, ItemResult, UndoItem
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Status, Team
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import DomainError, Invalid
from ictdesk.kernel.tenancy import current_scope

MOST = 200

type Verb = Literal["assign", "team", "tag", "untag", "priority", "status", "solve", "reopen", "snooze"]
VERBS = get_args(Verb.__value__)
PART = {"assign": "assignee", "team": "team", "tag": "tags", "untag": "tags", "priority": "priority"}
"""Which part of the state a verb touches; the others touch the status."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with what it needs. None is nobody, no team, or until they answer."""

    verb: Verb
    member: Member | None = None
    team: Team | None = None
    status: Status | None = None
    tags: tuple[str, ...] = ()
    priority: str = ""
    until: datetime | None = None


@command(allow=rules.can_work)
def bulk(*, actor: Actor, conversations: Sequence[Conversation], change: Change) -> BulkResult:
    """Gives each conversation the change. What refuses one leaves the others; its result says why.

    Raises `Invalid` for too many. The answer holds what takes the change back: see `undo`.
    """
    if len(conversations) > MOST:
        raise Invalid(f"At most {MOST} conversations are changed at once.")
    undo: list[UndoItem] = []
    parts = [PART.get(change.verb, "status")]

    def act(conversation: Conversation) -> None:
        was = states.state_of(lock(conversation.id), parts)
        became = states.state_of(perform(actor, conversation, change), parts)
        undo.append({"id": str(conversation.id), "was": was, "became": became})

    return {"items": each(conversations, act), "undo": undo}


def each(conversations: Sequence[Conversation], act: Callable[[Conversation], None]) -> list[ItemResult]:
    """Acts on each in a savepoint of its own, always in the same order of locks; results in the order given."""
    results: dict[str, ItemResult] = {}
    for conversation in sorted(conversations, key=lambda one: one.id):
        id_ = str(conversation.id)
        try:
            with transaction.atomic(using=current_scope().alias):
                act(conversation)
            results[id_] = {"id": id_, "outcome": "done", "detail": ""}
        except DomainError as error:
            results[id_] = {"id": id_, "outcome": error.code, "detail": error.detail}
    return [results[str(conversation.id)] for conversation in conversations]


def perform(actor: Actor, conversation: Conversation, change: Change) -> Conversation:
    """The change of one, by the command that does it. Raises what that raises."""
    return BY_VERB[change.verb](actor, conversation, change)


def tagged(actor: Actor, conversation: Conversation, change: Change) -> Conversation:
    """With these tags besides those it has, or without them."""
    now = set(states.tags_of(conversation))
    names = now | set(change.tags) if change.verb == "tag" else now - set(change.tags)
    return set_tags(actor=actor, conversation=conversation, names=sorted(names))


def with_status(actor: Actor, conversation: Conversation, change: Change) -> Conversation:
    if change.status is None:
        raise Invalid("Say which status.")
    return set_status(actor=actor, conversation=conversation, status=change.status)


BY_VERB: dict[Verb, Callable[[Actor, Conversation, Change], Conversation]] = {
    "assign": lambda actor, row, change: assign(actor=actor, conversation=row, member=change.member),
    "team": lambda actor, row, change: assign_team(actor=actor, conversation=row, team=change.team),
    "tag": tagged,
    "untag": tagged,
    "priority": lambda actor, row, change: set_priority(
        actor=actor, conversation=row, priority=change.priority
    ),
    "status": with_status,
    "solve": lambda actor, row, _: solve(actor=actor, conversation=row),
    "reopen": lambda actor, row, _: reopen(actor=actor, conversation=row),
    "snooze": lambda actor, row, change: snooze(actor=actor, conversation=row, until=change.until),
}
