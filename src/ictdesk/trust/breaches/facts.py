"""What a notice states: the four contents of Art. 33(3) GDPR, each known, or unknown with a day until which it is told."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from ictdesk.kernel.errors import Invalid

type Text = Annotated[str, msgspec.Meta(max_length=4000)]
NEEDED = ("nature", "consequences", "measures")
"""Besides the numbers, which are of each workspace, and the contact, who is always there."""


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`nature` (a), `contact` (b), `consequences` (c), `measures` (d); `delay`: why it is late; `unknown_until`: when the rest is told."""

    nature: Text = ""
    contact: Text = ""
    consequences: Text = ""
    measures: Text = ""
    delay: Text = ""
    unknown_until: datetime | None = None


def read(found: object) -> Told:
    """From what is kept, or what somebody sent. Raises `Invalid`."""
    try:
        return msgspec.convert(found, Told, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(f"These facts are not complete: {error}") from error


def kept(told: Told) -> dict[str, Any]:
    """As it is stored."""
    made: dict[str, Any] = msgspec.to_builtins(told)
    return made


def lacks(told: Told) -> list[str]:
    """Which of the contents nobody knows yet."""
    return [name for name in NEEDED if not getattr(told, name).strip()]
