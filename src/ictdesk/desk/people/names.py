"""What a member's name must be before it is stored."""

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line

NAME_LIMIT = 80


def clean_name(name: str) -> str:
    """A name in one line. Raises `Invalid` when nothing is left or it is too long."""
    name = one_line(name)
    if not 0 < len(name) <= NAME_LIMIT:
        raise Invalid(f"A member has a name of 1 to {NAME_LIMIT} characters.")
    return name
