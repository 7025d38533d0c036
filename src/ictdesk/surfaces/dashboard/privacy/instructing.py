"""The record of instructions: the agreement, every change of settings that alters processing, and what the vendor doubts."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.desk.people import queries as people
from ictdesk.kernel.actor import Actor
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.trust.records import queries, words
from ictdesk.trust.records.models import Instruction

PAGE = 50
MOST = 10_000
"""Of an export; more than that come in parts, by `before`."""
COLUMNS = tuple(
    "number at kind area command object_kind object_id before after changes words actor_kind actor_id".split()
)


@require_GET
@desk_view(needs="rights.read")
def instructions(request: DeskRequest) -> HttpResponse:
    """Newest first, of one area if it is asked for; `format` json or csv for the file."""
    area = request.GET.get("area", "")
    before = request.GET.get("before", "")
    rows = queries.instructions_for(request.actor, area=area if area in words.AREAS else "")
    if before.isascii() and before.isdigit() and len(before) < 10:
        rows = rows.filter(number__lt=int(before))
    if request.GET.get("format") in ("json", "csv"):
        return _file([queries.shape_of(one) for one in rows[:MOST]], request.GET["format"])
    found = list(rows[: PAGE + 1])
    names = _names(request.actor)
    shown = {
        "lines": [_line(one, names) for one in found[:PAGE]],
        "areas": words.AREAS.items(),
        "area": area,
        "older": f"?area={area}&before={found[PAGE - 1].number}" if len(found) > PAGE else "",
        "section": "privacy",
    }
    return render(request, "privacy/instructions.html", shown)


def _names(actor: Actor) -> dict[Any, str]:
    return {one.id: one.name for one in people.opened(people.members_for(actor))}


def _line(row: Instruction, names: dict[Any, str]) -> dict[str, Any]:
    changed = [
        (table, column, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for table, found in row.changes.items()
        for columns in found.values()
        for column, value in columns.items()
    ]
    gone = sum(not columns for found in row.changes.values() for columns in found.values())
    return {
        "row": row,
        "area": words.AREAS.get(row.area, row.area),
        "command": row.command.replace("_", " "),
        "who": names.get(row.actor_id, ""),
        "changed": changed,
        "gone": gone,
        "before": bytes(row.before).hex() if row.before else "",
        "after": bytes(row.after).hex() if row.after else "",
    }


def _file(rows: Sequence[Mapping[str, Any]], kind: str) -> HttpResponse:
    if kind == "json":
        body, mime = json.dumps({"instructions": rows}, ensure_ascii=False, indent=1), "application/json"
    else:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
        body, mime = out.getvalue(), "text/csv"
    disposition = {"Content-Disposition": f'attachment; filename="instructions.{kind}"'}
    return HttpResponse(body, content_type=f"{mime}; charset=utf-8", headers=disposition)


def _cell(value: Any) -> str:
    """No cell begins like a formula (OWASP, CSV injection)."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value or "")
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
