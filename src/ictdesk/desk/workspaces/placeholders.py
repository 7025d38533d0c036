"""The words that a canned reply may leave open. A fixed list: a text from a person is never a program."""

import re
from collections.abc import Mapping, Sequence

from ictdesk.kernel.errors import Invalid

PLACEHOLDERS = ("contact.name", "agent.name", "workspace.name")
GAP = re.compile(r"([ \t]?)\{\{(.*?)\}\}", re.DOTALL)
OPEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def clean_body(body: str, *, known: Sequence[str] = PLACEHOLDERS) -> str:
    """The text with its placeholders in their one form. Raises `Invalid` and names what is not known."""
    parts = OPEN.split(body)
    said, names = parts[::2], [name.strip() for name in parts[1::2]]
    for name in names:
        if name not in known:
            raise Invalid(f"{{{{{name}}}}} is not known. Use {_listed(known)}.")
    if any("{{" in text or "}}" in text for text in said):
        raise Invalid(f"A placeholder is written with two braces on each side. Use {_listed(known)}.")
    return "".join(
        text + (f"{{{{{name}}}}}" if name else "") for text, name in zip(said, [*names, ""], strict=True)
    )


def fill(body: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in, in one pass: what a value says is never a placeholder."""
    return OPEN.sub(lambda found: values.get(found[1].strip(), found[0]), body)


def fill_without_gaps(body: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled, in one pass. A value that is empty leaves no gap: the space before it goes too."""

    def put(found: re.Match[str]) -> str:
        value = values.get(found[2].strip(), "")
        return found[1] + value if value else ""

    return GAP.sub(put, body)


def names_in(text: str) -> list[str]:
    """The placeholders that stand in a text."""
    return [name.strip() for name in OPEN.findall(text)]


def _listed(known: Sequence[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in known)
