"""What was exposed: which data, which rows, and when. It is said once, and counted in each workspace by itself."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything
from ictdesk.kernel.errors import Invalid

type Where = Literal["workspace", "conversation", "contact", "inbox", "file", "grant", "key", "member"]
type Word = Annotated[str, msgspec.Meta(max_length=100)]
LOG = "log_line"
"""The personal log: one table for all workspaces, of which each counts its own lines."""


class Exposure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`workspaces`: their addresses; none: all. `tables` and `categories` of the data map; none of both: everything personal.

    `where` narrows the rows to those of the things named in `about`. `since` and `until` narrow them to a time.
    """

    workspaces: tuple[Word, ...] = ()
    tables: tuple[Word, ...] = ()
    categories: tuple[Word, ...] = ()
    where: Where = "workspace"
    about: tuple[UUID, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def read(found: object) -> Exposure:
    """From what is kept, or what somebody sent. Raises `Invalid`."""
    try:
        said = msgspec.convert(found, Exposure, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(f"This exposure is not complete: {error}") from error
    known = {row.table for row in everything() if isinstance(row.entry, Personal)}
    strange = [one for one in said.tables if one not in known]
    if strange:
        raise Invalid(f"The data map knows no personal data in {', '.join(strange)}.")
    if (said.where == "workspace") == bool(said.about):
        raise Invalid("Name the things whose rows they are, by id; everything needs none.")
    if any(one is not None and one.tzinfo is None for one in (said.since, said.until)):
        raise Invalid("A time has a zone.")
    if said.since and said.until and said.since >= said.until:
        raise Invalid("A time begins before it ends.")
    return said


def kept(said: Exposure) -> dict[str, Any]:
    """As it is stored."""
    made: dict[str, Any] = msgspec.to_builtins(said)
    return made
