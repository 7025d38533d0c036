"""What macros do, in words."""

from typing import Any

from django.utils.translation import gettext as _

from ictdesk.desk.tickets import actions
from ictdesk.desk.tickets.shapes import MacroActions
from ictdesk.kernel.errors import Conflict

LONGEST = 60


def lines(done: MacroActions) -> list[str]:
    """One line for each change, in the order in which they are made."""
    said: dict[str, Any] = dict(done)
    words = {
        "type": _("Type: %s"),
        "assignee": _("Assign to %s"),
        "team": _("Team: %s"),
        "tags": _("Tag with %s"),
        "untag": _("Take away the tag %s"),
        "priority": _("Priority: %s"),
        "reply": _("Answer: %s"),
        "note": _("Note: %s"),
        "status": _("Status: %s"),
    }
    return [word % _named(part, said[part]) for part, word in words.items() if part in said]


def _named(part: str, value: Any) -> str:
    if part in ("tags", "untag"):
        return ", ".join(value)
    if part in actions.TEXTS:
        text = " ".join(str(value).split())
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if part == "priority":
        return str(value)
    if value == actions.ME:
        return _("whoever uses it")
    try:
        row = actions.row_of(part, value)
    except Conflict:
        return _("(gone)")
    return str(row.name) if row else _("nobody") if part == "assignee" else _("none")
