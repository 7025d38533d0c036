"""Names of macros: one person has each once."""

from ictdesk.desk.tickets.models import Macro
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.lines import one_line


def clean_name(name: str) -> str:
    """A name in one line. Raises `Invalid`."""
    name = one_line(name)
    if not 0 < len(name) <= 60:
        raise Invalid("A name has 1 to 60 characters.")
    return name


def must_be_free(macro: Macro) -> None:
    """Raises `Conflict` when the same person has another one of this name."""
    others = Macro.objects.filter(owner=macro.owner_id, name=macro.name).exclude(id=macro.id)
    if others.exists():
        raise Conflict("Another macro of yours has this name.")
