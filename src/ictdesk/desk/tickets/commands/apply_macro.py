"""Do all that a macro says, at once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations import states
from ictdesk.desk.conversations.changing import lock
from ictdesk.desk.conversations.commands.bulk import MOST, Change, each, tagged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.shapes import BulkResult, UndoItem
from ictdesk.desk.tickets import actions, rules
from ictdesk.desk.tickets.models import Macro
from ictdesk.desk.tickets.previewing import values_for
from ictdesk.desk.workspaces import placeholders
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.ids import new_id

STATES = {
    "type": "type",
    "assignee": "assignee",
    "team": "team",
    "tags": "tags",
    "untag": "tags",
    "priority": "priority",
    "status": "status",
}
"""Which part of the state an action touches. What it writes cannot be taken back."""


@command(allow=rules.can_apply_macro)
def apply_macro(*, actor: Actor, macro: Macro, rows: Sequence[Conversation]) -> BulkResult:
    """Gives each conversation all of the changes or none: one that is refused leaves the others, and says why.

    Raises `Invalid` for too many. The answer holds what takes the changes back: see `undo`.
    """
    if len(rows) > MOST:
        raise Invalid(f"At most {MOST} conversations are changed at once.")
    done: dict[str, Any] = dict(macro.actions)
    parts = sorted({STATES[part] for part in done if part in STATES})
    undo: list[UndoItem] = []

    def act(conversation: Conversation) -> None:
        was = states.state_of(lock(conversation.id), parts)
        perform(actor, conversation, done)
        became = states.state_of(lock(conversation.id), parts)
        changed = [part for part in parts if was[part] != became[part]]  # type: ignore[literal-required]
        if changed:
            undo.append(
                {"id": str(conversation.id), "was": _only(was, changed), "became": _only(became, changed)}
            )

    return {"items": each(rows, act), "undo": undo}


def perform(actor: Actor, conversation: Conversation, done: dict[str, Any]) -> None:
    """Each action by the command that does it, so that each is asked for its right. Raises what those raise."""
    for part, act in STEPS.items():
        if part in done:
            with suppress(AlreadySo):
                act(actor, conversation, done[part])


def _only(state: Any, parts: list[str]) -> Any:
    return {part: state[part] for part in parts}


def _text(actor: Actor, conversation: Conversation, body: str) -> dict[str, Any]:
    said = placeholders.fill_without_gaps(body, values_for(actor, conversation))
    return {"actor": actor, "conversation": conversation, "client_id": new_id(), "text": said}


def _row(part: str, actor: Actor, value: str) -> Any:
    return actions.row_of(part, str(actor.id) if value == actions.ME else value)


type Step = Callable[[Actor, Conversation, Any], object]
STEPS: dict[str, Step] = {
    "type": lambda who, row, value: conversations.set_type(
        actor=who, conversation=row, ticket_type=_row("type", who, value)
    ),
    "assignee": lambda who, row, value: conversations.assign(
        actor=who, conversation=row, member=_row("assignee", who, value)
    ),
    "team": lambda who, row, value: conversations.assign_team(
        actor=who, conversation=row, team=_row("team", who, value)
    ),
    "tags": lambda who, row, value: tagged(who, row, Change("tag", tags=tuple(value))),
    "untag": lambda who, row, value: tagged(who, row, Change("untag", tags=tuple(value))),
    "priority": lambda who, row, value: conversations.set_priority(
        actor=who, conversation=row, priority=value
    ),
    "reply": lambda who, row, value: conversations.reply(**_text(who, row, value)),
    "note": lambda who, row, value: conversations.note(**_text(who, row, value)),
    "status": lambda who, row, value: conversations.set_status(
        actor=who, conversation=row, status=_row("status", who, value)
    ),
}
"""In the order in which they are done: what is written comes before the status that it may end in."""
