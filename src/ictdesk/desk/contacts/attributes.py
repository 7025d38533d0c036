"""What a workspace may add to its contacts, and what a value must be before it is stored."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from django.utils.translation import gettext as _

from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.datamap.checks import faults
from ictdesk.kernel.datamap.fields import END_USER, Personal
from ictdesk.kernel.datamap.vocabulary import CATEGORIES, OWN_CATEGORIES, PURPOSES, Source
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line

type Kind = Literal["text", "number", "date", "choice", "flag"]
type Value = str | int | float | bool

KINDS = get_args(Kind.__value__)
SOURCES = get_args(Source.__value__)
CATEGORY_CHOICES = sorted(name for name in CATEGORIES | OWN_CATEGORIES if name.startswith("user."))
PURPOSE_CHOICES = sorted(PURPOSES)
ABOUT = ("contact", "ticket")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
TEXT_LIMIT = 500
MOST_CHOICES = 50
MOST_DEFINITIONS = 50


def clean_key(key: str) -> str:
    """Raises `Invalid` for what is not lower-case letters, digits and underscores."""
    if not KEY.fullmatch(key):
        raise Invalid(
            "A key is 1 to 40 lower-case letters, digits and underscores, and begins with a letter."
        )
    return key


def clean_label(label: str) -> str:
    """Raises `Invalid` for an empty or overlong label."""
    label = one_line(label)
    if not 0 < len(label) <= 80:
        raise Invalid("A label has 1 to 80 characters.")
    return label


def clean_choices(kind: str, choices: Sequence[str]) -> list[str]:
    """The choices, each once, in their order. Raises `Invalid`; only the kind *choice* has any."""
    clean = list(dict.fromkeys(choice for choice in map(one_line, choices) if choice))
    if kind != "choice":
        if clean:
            raise Invalid("Only an attribute of the kind choice has choices.")
        return []
    if not 2 <= len(clean) <= MOST_CHOICES or any(len(choice) > 80 for choice in clean):
        raise Invalid(f"Give 2 to {MOST_CHOICES} different choices of at most 80 characters.")
    return clean


def entry(definition: AttributeDefinition) -> Personal:
    """The definition's entry in the data map."""
    return Personal(
        definition.category,
        definition.source,  # type: ignore[arg-type]  # `refuse_unmapped` keeps it to the list
        (definition.purpose,),
        (END_USER,),
        "conversation.closed" if definition.about == "ticket" else "last_activity",
        "shred",
        rectifiable=True,
    )


def clean_asked(about: str, types: Sequence[TicketType], *, required: bool, public: bool) -> list[str]:
    """The ids of ticket types. Raises `Invalid` for what only fields of tickets have."""
    if about not in ABOUT:
        raise Invalid("It is about a contact or a ticket.")
    if about == "contact" and (types or required or public):
        raise Invalid("Types, required and public are of the fields of tickets.")
    if public and types:
        raise Invalid("The form asks before a ticket has a type: only a field of all types is public.")
    return sorted({str(one.id) for one in types})


def refuse_unmapped(definition: AttributeDefinition) -> None:
    """Raises `Invalid` for a kind, category, source or purpose that the data map does not know."""
    if definition.kind not in KINDS:
        raise Invalid(f"The kind is one of {', '.join(KINDS)}.")
    if definition.source not in SOURCES:
        raise Invalid(f"The source is one of {', '.join(SOURCES)}.")
    if definition.category not in CATEGORY_CHOICES:
        raise Invalid("The category is not one of the data map's categories of personal data.")
    wrong = faults(entry(definition))
    if wrong:
        raise Invalid(f"This does not fit the data map: {', '.join(wrong)}.")


def clean_value(definition: AttributeDefinition, value: object) -> Value:
    """A value in the form in which it is stored. Raises `Invalid` and names the attribute."""
    label = definition.label
    match definition.kind:
        case "text":
            if not isinstance(value, str) or not 0 < len(one_line(value)) <= TEXT_LIMIT:
                raise Invalid(
                    _("%(label)s: a text of 1 to %(most)s characters.") % {"label": label, "most": TEXT_LIMIT}
                )
            return one_line(value)
        case "number":
            return _number(label, value)
        case "date":
            return _date(label, value)
        case "choice":
            if value not in definition.choices:
                raise Invalid(f"{label}: one of {', '.join(definition.choices)}.")
            return str(value)
    if not isinstance(value, bool):
        raise Invalid(f"{label}: true or false.")
    return value


def _number(label: str, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
        raise Invalid(_("%(label)s: a number with at most 15 digits.") % {"label": label})
    return value


def _date(label: str, value: object) -> str:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError as error:
        raise Invalid(f"{label}: a date like 2026-05-31.") from error


def typed(definition: AttributeDefinition, text: str) -> Value | None:
    """What a form's field means, before it is checked; None when it was left empty."""
    text = text.strip()
    if not text:
        return None
    if definition.kind == "flag":
        return text == "true"
    if definition.kind == "number":
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError as error:
            raise Invalid(
                _("%(label)s: a number with at most 15 digits.") % {"label": definition.label}
            ) from error
    return text
