"""The names that a workspace gives: one line, of a bounded length."""

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line


def clean_word(text: str, longest: int, what: str) -> str:
    """A name in one line. Raises `Invalid`; `what` begins its sentence."""
    text = one_line(text)
    if not 0 < len(text) <= longest:
        raise Invalid(f"{what} has 1 to {longest} characters.")
    return text
