"""The data map of the workspace: what is kept of people, why, and what becomes of it."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.kernel.datamap import checks, registry
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import Row
from ictdesk.kernel.datamap.words import RETENTION_WORDS, SOURCE_WORDS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.words import ERASURE_WORDS, SUBJECT_WORDS


class Line(NamedTuple):
    """One field of people's data, in words."""

    column: str
    category: str
    subjects: list[object]
    purposes: tuple[str, ...]
    source: object
    kept: object
    erasure: object


@require_GET
@desk_view(needs="conversation.read")
def data_map(request: DeskRequest) -> HttpResponse:
    """What the workspace added stands first, then every table that tells of people."""
    own = registry.added()
    rows = [row for row in registry.of_workspace() if row not in own]
    tables = [(table, lines(found)) for table, found in groupby(rows, key=lambda row: row.table)]
    shown = {
        "own": lines(own),
        "tables": [(table, found) for table, found in tables if found],
        "faults": checks.faults_here(),
        "section": "settings",
        "tab": "data-map",
    }
    return render(request, "settings/data_map.html", shown)


def lines(rows: Iterable[Row]) -> list[Line]:
    """Those that are about people."""
    return [line(row.column, row.entry) for row in rows if isinstance(row.entry, Personal)]


def line(column: str, entry: Personal) -> Line:
    return Line(
        column,
        entry.category,
        [SUBJECT_WORDS.get(subject, subject) for subject in entry.subjects],
        entry.purposes,
        SOURCE_WORDS[entry.source],
        RETENTION_WORDS[entry.retention],
        ERASURE_WORDS[entry.erasure],
    )
