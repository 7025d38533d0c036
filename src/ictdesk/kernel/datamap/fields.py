"""Entries of the data map, attached to the fields they describe."""

from dataclasses import dataclass, field
from typing import Any

from ictdesk.kernel.datamap.vocabulary import Access, Erasure, Source


@dataclass(frozen=True, slots=True)
class Personal:
    """A field that tells something about a person."""

    category: str
    source: Source
    purposes: tuple[str, ...]
    subjects: tuple[str, ...]
    retention: str
    erasure: Erasure
    access: Access = "include"
    rectifiable: bool = False
    keep_reason: str = ""
    derived_from: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Impersonal:
    """A field that tells nothing about a person, and why we think so."""

    why: str


type Entry = Personal | Impersonal

SUPPORT = "essential.service.operations.support"
SECURITY = "essential.service.security"
SIGN_IN = "essential.service.authentication"
END_USER = "end_user"
AGENT = "support_agent"


def personal[F](
    of: F,
    category: str,
    *,
    source: Source = "provided",
    purposes: tuple[str, ...] = (SUPPORT,),
    subjects: tuple[str, ...] = (END_USER,),
    retention: str = "last_activity",
    erasure: Erasure = "shred",
    access: Access = "include",
    rectifiable: bool = False,
    keep_reason: str = "",
    derived_from: tuple[str, ...] = (),
) -> F:
    """Declares a field personal and returns it. The check `datamap.E002` holds the words to the vocabulary."""
    entry = Personal(
        category,
        source,
        purposes,
        subjects,
        retention,
        erasure,
        access,
        rectifiable,
        keep_reason,
        derived_from,
    )
    return _attach(of, entry)


def impersonal[F](of: F, why: str) -> F:
    """Declares that a field says nothing about a person, and returns it."""
    return _attach(of, Impersonal(why))


def _attach[F](of: F, entry: Entry) -> F:
    setattr(of, "privacy", entry)  # noqa: B010 - the field's type has no such attribute
    return of


def entry_of(of: Any) -> Entry | None:
    """The entry of a Django field, or None when it has none."""
    return getattr(of, "privacy", None)
