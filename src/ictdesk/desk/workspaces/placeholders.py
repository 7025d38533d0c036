"""The words that a canned reply may leave open. A fixed list: a text from a person is never a program."""

import re

from ictdesk.kernel.errors import Invalid

PLACEHOLDERS = ("contact.name", "agent.name", "workspace.name")
OPEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def clean_body(body: str) -> str:
    """The text with its placeholders in their one form. Raises `Invalid` and names what is not known."""
    parts = OPEN.split(body)
    said, names = parts[::2], [name.strip() for name in parts[1::2]]
    for name in names:
        if name not in PLACEHOLDERS:
            raise Invalid(f"{{{{{name}}}}} is not known. Use {_listed()}.")
    if any("{{" in text or "}}" in text for text in said):
        raise Invalid(f"A placeholder is written with two braces on each side. Use {_listed()}.")
    return "".join(
        text + (f"{{{{{name}}}}}" if name else "") for text, name in zip(said, [*names, ""], strict=True)
    )


def _listed() -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
