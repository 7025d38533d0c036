"""The records of processing activities: as they are now, kept by day, compared, and taken along."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried
from ictdesk.trust.records import commands, comparing, printing, queries, thirty
from ictdesk.trust.records.models import RecordSnapshot

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def records(request: DeskRequest) -> HttpResponse:
    """The page; `format` for a file, `number` for a snapshot, `from` and `to` for what differs. POST keeps today's."""
    if request.method == "POST":
        return tried(
            request, "privacy-records", lambda: commands.take_snapshot(actor=request.actor), _("Kept.")
        )
    number = _number(request.GET.get("number"))
    found = _document(request, number)
    kind = request.GET.get("format", "")
    if kind in TYPES:
        return _file(request, found, kind)
    snapshots = list(queries.snapshots_for(request.actor)[:100])
    shown = {
        "section": "privacy",
        "parts": [(name, _part(part)) for name, part in found.items() if isinstance(part, dict)],
        "digest": thirty.digest(found).hex(),
        "number": number,
        "uncovered": thirty.uncovered(found) if number is None else [],
        "snapshots": snapshots,
        "changed": bool(snapshots) and bytes(snapshots[0].digest) != thirty.digest(_document(request, None)),
        "differences": _differences(request),
    }
    return render(request, "privacy/records.html", shown)


def _part(part: dict[str, Any]) -> list[tuple[str, list[tuple[str, Any]]]]:
    return [
        (title, [(place or title, value) for place, value in comparing.flat(one)])
        for title, one in part.items()
    ]


def _document(request: DeskRequest, number: int | None) -> thirty.Document:
    """Of now, or of a snapshot. Raises `NotFound`."""
    if number is None:
        return thirty.records(request.actor)
    row: RecordSnapshot | None = queries.snapshots_for(request.actor).filter(number=number).first()
    if row is None:
        raise NotFound
    found: thirty.Document = row.document
    return found


def _differences(request: DeskRequest) -> list[comparing.Change] | None:
    """Between two snapshots, or one and now; None where nobody asked."""
    before = _number(request.GET.get("from"))
    if before is None:
        return None
    return comparing.changes(_document(request, before), _document(request, _number(request.GET.get("to"))))


def _file(request: DeskRequest, found: thirty.Document, kind: str) -> HttpResponse:
    digest, name = thirty.digest(found), request.workspace.name
    if kind == "json":
        body: str | bytes = json.dumps(
            {"sha256": digest.hex(), "records": found}, ensure_ascii=False, indent=1
        )
    elif kind == "csv":
        body = printing.as_csv(found)
    else:
        body = printing.as_pdf(found, name, digest, clock.now())
    headers = {"Content-Disposition": f'attachment; filename="records.{kind}"'}
    return HttpResponse(body, content_type=TYPES[kind], headers=headers)


def _number(said: str | None) -> int | None:
    """None for nothing, or now. Raises `NotFound` for what is no number."""
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 9):
        raise NotFound
    return int(said)
