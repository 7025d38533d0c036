"""How one gets from a row to the person it tells of, declared once on each model of a cell.

    class Message(CellModel):
        person = via("conversation_id", "conversation") | contact("author_id")

A row is a person's when any of its ways leads to them. `persons.rows_of` follows the ways, so that access,
erasure and restriction find the same rows. The checks `datamap.E003` to `E005` hold the declarations to the models.
"""

from dataclasses import dataclass
from typing import Literal

type Kind = Literal["contact", "subject", "digest", "member", "via", "named"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way. `column` is of this table, except for `named`: there it is of the other one."""

    kind: Kind
    column: str
    table: str = ""
    unless: str = ""
    given: tuple[tuple[str, str], ...] = ()

    def words(self) -> str:
        """For people, as the data map shows it."""
        return {
            "contact": f"`{self.column}` is the contact's id",
            "subject": f"`{self.column}` is the id of their key",
            "digest": f"`{self.column}` is the digest of an address of theirs",
            "member": f"`{self.column}` is the member's id",
            "via": f"`{self.column}` is in a row of `{self.table}` that is theirs",
            "named": f"a row of `{self.table}` that is theirs names it in `{self.column}`",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Paths:
    """All ways of one table; none means that it tells of nobody, or that none leads there, and `why`."""

    ways: tuple[Way, ...] = ()
    why: str = ""
    unlinked: bool = False

    def __or__(self, other: "Paths") -> "Paths":
        return Paths(self.ways + other.ways)

    @property
    def of_members(self) -> bool:
        """Whether it tells of members of the workspace and of nobody else."""
        return bool(self.ways) and all(way.kind == "member" for way in self.ways)

    def words(self) -> str:
        return (
            "; or ".join(way.words() for way in self.ways)
            or f"{'found by no path' if self.unlinked else 'nobody'}: {self.why}"
        )


def contact(column: str, **given: str) -> Paths:
    """The column holds a contact's id; `given` names values that other columns have then."""
    return Paths((Way("contact", column, given=tuple(given.items())),))


def subject(column: str) -> Paths:
    """The column holds the id of a person's key."""
    return Paths((Way("subject", column),))


def digest(column: str, *, unless: str = "") -> Paths:
    """The column holds the digest of an e-mail address; it counts only where the column `unless` is empty."""
    return Paths((Way("digest", column, unless=unless),))


def member(column: str) -> Paths:
    """The column holds a member's id."""
    return Paths((Way("member", column),))


def via(column: str, table: str) -> Paths:
    """The column holds the id of a row of `table`, which is the person's. Needs no foreign key."""
    return Paths((Way("via", column, table),))


def named(table: str, column: str) -> Paths:
    """A row of `table` that is the person's holds this row's id in its `column`."""
    return Paths((Way("named", column, table),))


def nobody(why: str) -> Paths:
    """The table tells of no person."""
    return Paths(why=why)


def unlinked(why: str) -> Paths:
    """The table tells of people, and no query leads from a person to a row of it."""
    return Paths(why=why, unlinked=True)


SETTINGS = nobody("settings of the organisation")
