"""The list of what an archive does not tell, kept while it is written."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from ictdesk.kernel.datamap.bundle_shapes import WithheldShape
from ictdesk.kernel.datamap.fields import END_USER, Personal
from ictdesk.kernel.datamap.registry import package_rows
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.passages import CLOSE, OPEN
from ictdesk.privacy.export.words import REASONS


@dataclass(slots=True)
class Withheld:
    """Each entry once, in the order in which it was met."""

    entries: list[WithheldShape] = field(default_factory=list)

    def columns_of(self, model: type[Model]) -> None:
        """What the data map withholds, or tells only that it exists."""
        for column in columns.withheld(model):
            self._add("map", table=model._meta.db_table, column=column.name)

    def of_packages(self) -> None:
        """Tables of the software itself that name people by ids."""
        for row in package_rows():
            theirs = isinstance(row.entry, Personal) and END_USER in row.entry.subjects
            if theirs and row.plane == "cell":
                self._add("map", table=row.table, column=row.column)

    def passages(self, table: str, row: str, column: str, value: Any) -> None:
        """The marks in one value, with the places in what is told."""
        if not isinstance(value, str) or OPEN not in value:
            return
        at = 0
        while (start := value.find(OPEN, at)) >= 0:
            end = value.index(CLOSE, start)
            code = value[start + 1 : end]
            self._add(code, table=table, row=row, column=column, start=start, end=end + 1)
            at = end + 1

    def file(self, table: str, row: str, code: str) -> None:
        self._add(code, table=table, row=row, column="file")

    def _add(self, code: str, **place: Any) -> None:
        reviewed = code not in ("unread", "changed")
        self.entries.append(WithheldShape(reason=code, words=str(REASONS[code]), reviewed=reviewed, **place))
