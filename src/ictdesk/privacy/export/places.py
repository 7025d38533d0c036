"""Texts of an archive by their place: what a reviewer sees around a passage, and where their own words are found."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from ictdesk.kernel.datamap.persons import person_of, rows_of
from ictdesk.kernel.datamap.tables import models_about_people, table
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.commands.suggest import Suggestion
from ictdesk.privacy.export.models import Redaction
from ictdesk.privacy.export.redacting import FILE, digest_of
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject

AROUND = 90


def people_of(request_id: UUID) -> list[UUID]:
    """The keys of whom a case is about."""
    return list(RightsSubject.objects.filter(request=request_id).values_list("person_id", flat=True))


def of_words(request: RightsRequest, words: str) -> Iterator[Suggestion]:
    """Every place of these words in the texts that may be withheld in part."""
    wanted = words.strip()
    person = person_of(subjects=people_of(request.id))
    for model in models_about_people() if wanted else ():
        reviewed = [one for one in columns.told(model, "access") if one.reviewed and one.sealed]
        for row in rows_of(model, person).iterator() if reviewed else ():
            for column in reviewed:
                text, at = str(getattr(row, column.name)), -1
                while (at := text.find(wanted, at + 1)) >= 0:
                    end = at + len(wanted)
                    name = model._meta.db_table
                    yield Suggestion(name, row.id, column.name, at, end, digest_of(text), "hand", "others")


def shown(passages: Iterable[Redaction]) -> list[dict[str, Any]]:
    """Each with what stands before and after it; one query for each table."""
    wanted = list(passages)
    rows: dict[UUID, Any] = {}
    for name in {one.table for one in wanted}:
        ids = [one.row_id for one in wanted if one.table == name]
        rows |= {row.id: row for row in table(name).objects.filter(id__in=ids)}  # type: ignore[attr-defined]
    return [_shown(one, rows.get(one.row_id)) for one in wanted]


def _shown(passage: Redaction, row: Any) -> dict[str, Any]:
    column = "name" if passage.column == FILE else passage.column
    text = str(getattr(row, column, "")) if row is not None else ""
    start, end = (0, len(text)) if passage.column == FILE else (passage.start, passage.end)
    return {
        "passage": passage,
        "before": text[max(0, start - AROUND) : start],
        "words": text[start:end],
        "after": text[end : end + AROUND],
        "cut": start > AROUND,
        "goes_on": len(text) > end + AROUND,
    }
