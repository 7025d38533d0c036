"""Which columns of a table an archive tells, by the data map."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from django.db import models

from ictdesk.kernel.datamap.bases import PORTABLE, bases_of
from ictdesk.kernel.datamap.fields import AGENT, END_USER, Personal, entry_of
from ictdesk.kernel.datamap.tables import paths_of
from ictdesk.kernel.datamap.telling import told_of
from ictdesk.kernel.vault.sealed import SealedText

type Variant = Literal["access", "portable"]
SITE_VISITOR = "site_visitor"
TECHNICAL = ("workspace_id", "storage_name")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is told. `entry` is None for one that says nothing about a person by itself, such as a time."""

    name: str
    entry: Personal | None
    sealed: bool
    reviewed: bool
    of_somebody: bool
    """Whether it may name a member or another person, who stay numbers: who it was is theirs (C-579/21)."""
    plain: bool
    """Whether none of these holds: most values are told as they are."""


@cache
def told(model: type[models.Model], variant: Variant) -> tuple[Column, ...]:
    """The columns that are told; none when nothing personal is left of the table."""
    found = tuple(
        column for column in _known(model) if column.entry is None or is_told(column.entry, variant)
    )
    return found if any(column.entry for column in found) else ()


@cache
def withheld(model: type[models.Model]) -> tuple[Column, ...]:
    """Columns of which the person learns that they exist, and no more."""
    return tuple(one for one in _known(model) if one.entry and one.entry.access in ("withhold", "existence"))


def is_told(entry: Personal, variant: Variant) -> bool:
    """Whether a variant has what this entry describes. What may be taken along: Art. 20(1) GDPR, WP 242."""
    if entry.access not in ("include", "review"):
        return False
    if variant == "access":
        return True
    of_them = bool({END_USER, SITE_VISITOR} & set(entry.subjects))
    return of_them and entry.source in ("provided", "observed") and bool(bases_of(entry.purposes) & PORTABLE)


def _known(model: type[models.Model]) -> list[Column]:
    left_out = {*TECHNICAL, *told_of(model).left_out}
    contacts = {way.column for way in paths_of(model).ways if way.kind == "contact"} - {"id"}
    fields = [field for field in model._meta.local_fields if field.attname not in left_out and _says(field)]
    return [_column(field, of_contact=field.attname in contacts) for field in fields]


def _column(field: Any, *, of_contact: bool) -> Column:
    entry = entry_of(field)
    personal = entry if isinstance(entry, Personal) else None
    sealed = isinstance(field, SealedText)
    reviewed = personal is not None and personal.access == "review"
    of_somebody = of_contact or (personal is not None and AGENT in personal.subjects)
    plain = not (sealed or reviewed or of_somebody)
    return Column(field.attname, personal, sealed, reviewed, of_somebody, plain)


def _says(field: Any) -> bool:
    """Bytes say nothing to a person; where they are personal the map withholds them."""
    entry = entry_of(field)
    if isinstance(field, models.BinaryField) and not isinstance(field, SealedText):
        return isinstance(entry, Personal) and entry.access in ("withhold", "existence")
    return True
