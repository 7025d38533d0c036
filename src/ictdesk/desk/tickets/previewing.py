"""What a macro would do to a conversation."""

from typing import Any

from django.utils.translation import gettext as _

from ictdesk.desk.conversations import asking, states
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.desk.tickets import actions
from ictdesk.desk.tickets.models import Macro
from ictdesk.desk.tickets.shapes import MacroChange, MacroPreview
from ictdesk.desk.workspaces import placeholders
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Conflict, DomainError


def preview(actor: Actor, macro: Macro, conversation: Conversation) -> MacroPreview:
    """What it would change, and what it would say. Changes nothing."""
    done: dict[str, Any] = dict(macro.actions)
    refused, changes = "", []
    try:
        changes = _changes(actor, done, conversation)
        if "status" in done and actions.row_of("status", done["status"]).category == "solved":
            asking.refuse_unfilled(conversation)
    except DomainError as error:
        refused = error.detail
    values = values_for(actor, conversation)
    return {
        "changes": changes,
        "reply": placeholders.fill_without_gaps(done.get("reply", ""), values),
        "note": placeholders.fill_without_gaps(done.get("note", ""), values),
        "refused": refused,
    }


def values_for(actor: Actor, conversation: Conversation) -> dict[str, str]:
    """What the placeholders of its texts stand for."""
    member = Member.objects.filter(id=actor.id).first() if actor.kind == "member" else None
    return {
        "contact.name": conversation.contact.name,
        "agent.name": member.name if member else "",
        "workspace.name": workspaces.workspace().name,
    }


def _changes(actor: Actor, done: dict[str, Any], conversation: Conversation) -> list[MacroChange]:
    found: list[MacroChange] = []
    now = {
        "type": conversation.type,
        "assignee": conversation.assignee,
        "team": conversation.team,
        "status": conversation.status,
    }
    if done.get("type", actions.NONE) != actions.NONE and conversation.number is None:
        raise Conflict(_("It sets a type, and only a ticket has one: make it a ticket first."))
    for part, was in now.items():
        if part in done:
            value = str(actor.id) if done[part] == actions.ME else done[part]
            _add(found, part, was.name if was else "", _name(actions.row_of(part, value)))
    if "priority" in done:
        _add(found, "priority", conversation.priority, done["priority"])
    tags = set(states.tags_of(conversation))
    after = (tags | set(done.get("tags", []))) - set(done.get("untag", []))
    _add(found, "tags", ", ".join(sorted(tags)), ", ".join(sorted(after)))
    return found


def _name(row: Any) -> str:
    return str(row.name) if row else ""


def _add(found: list[MacroChange], part: Any, was: str, becomes: str) -> None:
    if was != becomes:
        found.append({"part": part, "was": was, "becomes": becomes})
