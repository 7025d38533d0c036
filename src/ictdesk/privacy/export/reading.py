"""Reads everything that tells of a person, table by table and a few hundred rows at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import F, Model, QuerySet

from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.datamap.telling import Told, told_of
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.columns import Column, Variant
from ictdesk.privacy.export.others import Others
from ictdesk.privacy.export.redacting import NOTHING, Redactor
from ictdesk.privacy.export.valuing import Valuer

CHUNK = 500


@dataclass(slots=True)
class Record:
    """One row as it is told. Withheld passages are marks in its texts (`passages`)."""

    row: Any
    values: dict[str, Any]
    who: str
    own: bool
    inner: bool
    file_withheld: str
    """The code of why its file is withheld, or nothing."""


@dataclass(slots=True)
class Reader:
    """Reads for one archive, in one snapshot. Every walk over a table says the same."""

    person: Person
    variant: Variant
    redactor: Redactor
    note: Callable[[int], None] = lambda rows: None
    others: Others = field(init=False)
    told: dict[type[Model], int] = field(default_factory=dict)
    """How many rows of each table its last whole walk told."""

    def __post_init__(self) -> None:
        self.others = Others(self.person)

    def models(self) -> list[type[Model]]:
        """The tables that this variant tells of; parents before their children."""
        return [model for model in reversed(models_about_people()) if columns.told(model, self.variant)]

    def silent(self) -> list[type[Model]]:
        """Tables with rows of the person of which nothing is told, and something withheld."""
        told = set(self.models())
        others = [one for one in models_about_people() if one not in told and columns.withheld(one)]
        return [model for model in others if self.rows(model).exists()]

    def rows(self, model: type[Model]) -> QuerySet[Any]:
        """Every row of a table that is told or not."""
        return rows_of(model, self.person)

    def records(self, model: type[Model], *names: str, **only: Any) -> Iterator[Record]:
        """Its rows in order, with these columns or with all. `only` narrows them."""
        yield from self._walked(model, self.rows(model).filter(**only), names, whole=not only)

    def parts(self, model: type[Model], of: Collection[UUID], *names: str) -> Iterator[Record]:
        """Rows that are shown with others of the person, and are theirs by that."""
        rows: Any = model
        found = rows.objects.filter(**{f"{told_of(model).part_of}__in": of})
        return self._walked(model, found, names, whole=False)

    def _walked(
        self, model: type[Model], rows: QuerySet[Any], names: tuple[str, ...], *, whole: bool
    ) -> Iterator[Record]:
        told, count = told_of(model), 0
        told_columns = columns.told(model, self.variant)
        wanted = [one for one in told_columns if not names or one.name in names]
        judged = bool(told.file) or any(one.reviewed for one in wanted)
        for chunk in batched(_ordered(rows, told).iterator(chunk_size=CHUNK), CHUNK):
            keys = {key for row in chunk if (key := getattr(row, "subject_id", None))}
            decided = self.redactor.decided(chunk) if judged else NOTHING
            valuer = Valuer(self.redactor, decided, self.others, told, set(keyring.subject_keys(keys)))
            for row in chunk:
                record = self._record(told, wanted, valuer, row)
                if record is not None:
                    count += 1
                    yield record
            self.note(len(chunk))
        if whole:
            self.told[model] = count

    def _record(self, told: Told, wanted: Sequence[Column], valuer: Valuer, row: Any) -> Record | None:
        who, own = self._author(told, row)
        inner = bool(told.inner and row.told_inner)
        if self.variant == "portable" and (not own or inner or not _may_go(told, row)):
            return None
        values = {one.name: valuer.value(row, one, own=own) for one in wanted}
        values |= {lookup: getattr(row, f"told_{lookup}") for lookup in told.also}
        code = valuer.file(row, own=own, inner=inner) if told.file else ""
        return Record(row, values, who, own, inner, code)

    def _author(self, told: Told, row: Any) -> tuple[str, bool]:
        """Who wrote a row, and whether it is the person. What nobody wrote is the person's own."""
        if not told.author:
            return "", True
        id_: UUID | None = row.told_author
        kind = "member" if told.ours else str(row.told_author_kind) if told.author_kind else "contact"
        return self.others.name(id_, kind), kind == "contact" and self.others.is_them(id_)


def _may_go(told: Told, row: Any) -> bool:
    return told.entry is None or columns.is_told(told.entry(row), "portable")


def _ordered(rows: QuerySet[Any], told: Told) -> QuerySet[Any]:
    extra = {f"told_{lookup}": F(lookup) for lookup in told.also}
    roles = {"inner": told.inner, "author": told.author, "author_kind": told.author_kind}
    extra |= {f"told_{role}": F(lookup) for role, lookup in roles.items() if lookup}
    rows = rows.select_related(told.related) if told.related else rows
    ordered: QuerySet[Any] = rows.annotate(**extra).order_by(*told.order)
    return ordered
