"""What an erasure would do, before it does it."""

from dataclasses import dataclass, field

from django.db.models import Sum

from ictdesk.kernel import erasing, guards
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.fates import Fate, fate_of
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.privacy.erasure.keeping import going, with_kept

HELD = Fate("keep", "a hold keeps it; it goes when the hold is lifted")


@dataclass(frozen=True, slots=True)
class Line:
    """One table: how many rows of the person it has, and what becomes of them."""

    table: str
    rows: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Plan:
    """`held`: why it cannot be done now. `contacts`: more than one where contacts were merged."""

    lines: list[Line]
    contacts: int
    bytes: int
    held: list[str] = field(default_factory=list)

    @property
    def goes(self) -> dict[str, int]:
        return {line.table: line.rows for line in self.lines if line.fate.kind == "delete"}

    @property
    def stays(self) -> list[Line]:
        return [line for line in self.lines if line.fate.kind != "delete"]


def plan(person: Person, mode: str) -> Plan:
    """A query for each table that tells of people, and another where a hold keeps some of their threads."""
    person = with_kept(person)
    found = [(model, rows_of(model, person).count()) for model in models_about_people()]
    lines = []
    for model, rows in found:
        name, by_map = model._meta.db_table, fate_of(model)
        kept = rows - going(model, person).count() if rows and person.kept and by_map.kind == "delete" else 0
        lines.append(Line(name, rows - kept, fate(name, by_map, mode)))
        lines.append(Line(name, kept, HELD))
    size = rows_of(Blob, person).aggregate(size=Sum("size"))["size"] or 0
    held = guards.reasons(sorted(person.subjects), guards.ERASURE)
    return Plan([line for line in lines if line.rows], len(person.contacts), size, held)


def fate(table: str, by_map: Fate, mode: str) -> Fate:
    """As the data map says, except for what is kept for statistics."""
    if mode == "statistics" and table in erasing.INSTEAD:
        return Fate("keep", "emptied of words and of whose it was; times and states are kept as figures")
    return by_map
