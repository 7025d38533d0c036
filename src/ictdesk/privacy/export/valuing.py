"""One value of one row as an archive tells it."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.fields import AGENT
from ictdesk.kernel.datamap.telling import Told
from ictdesk.privacy.export.columns import Column
from ictdesk.privacy.export.others import YOU, Others
from ictdesk.privacy.export.passages import CLOSE, OPEN, barred, clean
from ictdesk.privacy.export.redacting import Decided, Redactor, file_code

AS_IT_IS = (int, bool, float)


@dataclass(slots=True)
class Valuer:
    """For the rows of one chunk. `alive` are the keys that open their values."""

    redactor: Redactor
    decided: Decided
    others: Others
    told: Told
    alive: Container[UUID]

    def value(self, row: Any, column: Column, *, own: bool) -> Any:
        """Something that JSON can hold; a mark for what was erased."""
        if column.plain and column.name != self.told.author:
            return _plain(getattr(row, column.name))
        if column.sealed and row.subject_id not in self.alive:
            return f"{OPEN}destroyed{CLOSE}"
        raw = getattr(row, column.name)
        if isinstance(raw, UUID) and (column.of_somebody or column.name == self.told.author):
            return self._named(row, column, raw)
        if column.reviewed:
            return self._reviewed(row, column, raw, own=own)
        return _plain(raw)

    def file(self, row: Any, *, own: bool, inner: bool) -> str:
        """The code of why its file is withheld, or nothing. A raw mail of somebody else is theirs."""
        if self.told.is_mail:
            return "" if own else "others"
        return file_code(self.decided, row.id, inner=inner)

    def _named(self, row: Any, column: Column, raw: UUID) -> str | None:
        """Members and other people are numbers; an id that may be of anybody is told only where it is theirs."""
        if column.name == self.told.author and (self.told.author_kind or self.told.ours):
            return self.others.name(raw, str(getattr(row, self.told.author_kind, "member")))
        if column.entry is not None and column.entry.subjects == (AGENT,):
            return self.others.name(raw, "member")
        if AGENT not in (column.entry.subjects if column.entry else ()):
            return self.others.name(raw, "contact")
        return YOU if self.others.is_them(raw) else None

    def _reviewed(self, row: Any, column: Column, raw: Any, *, own: bool) -> Any:
        if isinstance(raw, str):
            return barred(raw, self.redactor.spans(self.decided, row.id, column.name, raw, own=own))
        if isinstance(raw, list):
            return [self._reviewed(row, column, one, own=own) for one in raw]
        if isinstance(raw, dict):
            return {key: self._reviewed(row, column, one, own=own) for key, one in raw.items()}
        return _plain(raw)


def _plain(raw: Any) -> Any:
    if raw is None or type(raw) in AS_IT_IS:
        return raw
    if isinstance(raw, datetime):
        return rfc3339(raw)
    if isinstance(raw, date | UUID):
        return str(raw)
    if isinstance(raw, list):
        return [_plain(one) for one in raw]
    if isinstance(raw, dict):
        return {str(key): _plain(one) for key, one in raw.items()}
    return clean(raw) if isinstance(raw, str) else raw
