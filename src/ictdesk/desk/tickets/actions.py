"""What a macro may do: read strictly when it is kept, looked up when it is used."""

from collections.abc import Mapping
from typing import Any, cast, get_args

from ictdesk.desk.conversations.shapes import Priority
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.desk.people.models import Member
from ictdesk.desk.tickets.shapes import MacroActions
from ictdesk.desk.workspaces import placeholders
from ictdesk.desk.workspaces.models import Status, Team, TicketType
from ictdesk.kernel.errors import Conflict, Invalid, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.lines import one_line

PARTS = tuple(MacroActions.__annotations__)
TEXTS = ("reply", "note")
NONE, ME, NOBODY = "none", "me", "nobody"
MOST_TAGS = 20
ROWS: dict[str, Any] = {"status": Status, "assignee": Member, "team": Team, "type": TicketType}
WORDS = {"assignee": (ME, NOBODY), "team": (NONE,), "type": (NONE,)}


def clean(said: Mapping[str, Any]) -> MacroActions:
    """The actions as they are kept. Raises `Invalid` for what is unknown, `NotFound` for what is not there."""
    unknown = sorted(set(said) - set(PARTS))
    if unknown:
        raise Invalid(f"A macro does {', '.join(PARTS)}, and not {', '.join(unknown)}.")
    kept = {part: _clean(part, said[part]) for part in PARTS if said.get(part)}
    if not kept:
        raise Invalid("A macro does at least one thing.")
    return cast("MacroActions", kept)


def _clean(part: str, value: Any) -> Any:
    if part in TEXTS:
        return placeholders.clean_body(clean_text(str(value)).strip())
    if part in ("tags", "untag"):
        return _tags(value)
    if part == "priority":
        if value not in get_args(Priority.__value__):
            raise Invalid("The priority is low, normal, high or urgent.")
        return value
    if value in WORDS.get(part, ()):
        return value
    found = ROWS[part].objects.find(id=parse_id(str(value)))
    if part == "status" and found.category == "snoozed":
        raise Invalid("A macro cannot snooze: until when differs each time.")
    return str(found.id)


def _tags(value: Any) -> list[str]:
    names = list(dict.fromkeys(one_line(str(name)) for name in value if one_line(str(name))))
    if len(names) > MOST_TAGS or any(len(name) > 40 for name in names):
        raise Invalid(f"At most {MOST_TAGS} tags of 1 to 40 characters.")
    return names


def row_of(part: str, value: str) -> Any:
    """The row that an action names; None for nobody and none. Raises `Conflict` when it is gone."""
    if value in (NONE, NOBODY):
        return None
    try:
        found = ROWS[part].objects.find(id=parse_id(value))
    except NotFound as error:
        raise Conflict(f"The {part} that this macro sets is gone: change the macro first.") from error
    if part == "assignee" and not found.active:
        raise Conflict("The assignee that this macro sets has left: change the macro first.")
    return found
