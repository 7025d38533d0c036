"""The audit trail: who did what and when, and whether the log over it is what was promised."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.desk.people import queries as people
from ictdesk.kernel.audit import checking, checkpoints, file, log, notes, public
from ictdesk.kernel.audit.models import AuditCheckpoint, AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import signing
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.trail_forms import SavedForm, TrailForm
from ictdesk.surfaces.dashboard.privacy.trail_words import FAULT_WORDS, KINDS

PAGE = 50


@require_GET
@desk_view(needs="rights.read")
def trail(request: DeskRequest) -> HttpResponse:
    """Newest first, filtered by what the address says."""
    return _page(request, {})


@require_POST
@desk_view(needs="rights.read")
def verify(request: DeskRequest) -> HttpResponse:
    """Reads the whole log, and holds it against a checkpoint that somebody saved, if they bring one."""
    form = SavedForm(request.POST)
    saved: dict[int, bytes] = {}
    if form.is_valid() and form.cleaned_data["saved"]:
        try:
            said = notes.opened(form.cleaned_data["saved"].strip() + "\n", signing.public_key())
            if said.origin != checkpoints.origin():
                raise notes.NoCheckpoint
            saved = {said.size: said.root}
        except notes.NoCheckpoint:
            form.add_error("saved", _("This is no checkpoint of this log that was signed here."))
    if form.errors:
        return _page(request, {"form": form}, status=422)
    report = checking.check(saved)
    record(request.actor, "audit.verify", "audit_log", None, size=report.size, faults=report.faults)
    problems = [(one.place, FAULT_WORDS[one.fault]) for one in report.problems]
    return _page(request, {"report": report, "problems": problems, "with_saved": bool(saved)})


@require_POST
@desk_view(needs="rights.read")
def take(request: DeskRequest) -> HttpResponse:
    """The log as a file; that it was taken is its last entry."""
    record(request.actor, "audit.export", "audit_log", None, size=log.size())
    response: HttpResponseBase = StreamingHttpResponse(file.written(request.workspace.workspace_id))
    response["Content-Type"] = "application/jsonl"
    response["Content-Disposition"] = f'attachment; filename="audit-{request.workspace.workspace_id}.jsonl"'
    return response  # type: ignore[return-value]


@require_GET
@desk_view(needs="rights.read")
def checkpoint(request: DeskRequest, size: int) -> HttpResponse:
    """One promise as it was signed, to be kept somewhere else."""
    one: AuditCheckpoint = AuditCheckpoint.objects.find(size=size)
    answer = HttpResponse(one.note, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="checkpoint-{one.size}.txt"'
    return answer


def _page(request: DeskRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    members = list(people.members_of(request.actor))
    filters = TrailForm(request.GET or None, members=[(str(one.id), one.name) for one in members])
    names = {one.id: one.name for one in members}
    found = _filtered(filters.cleaned_data if filters.is_bound and filters.is_valid() else {})
    before = _id(request.GET.get("before", ""))
    if before:
        found = found.filter(id__lt=before)
    rows = list(found[: PAGE + 1])
    newest = checkpoints.newest()
    shown = {
        "filters": filters,
        "form": SavedForm(),
        "acts": [_line(one, names) for one in rows[:PAGE]],
        "older": _older(request, rows[PAGE - 1].id) if len(rows) > PAGE else "",
        "newest": newest,
        "public": public.place_of(newest.note) if newest else None,
        "section": "privacy",
    } | more
    return render(request, "privacy/trail.html", shown, status=status)


def _filtered(wanted: dict[str, Any]) -> "CellQuerySet[AuditRecord]":
    found: CellQuerySet[AuditRecord] = AuditRecord.objects.order_by("-id")
    if wanted.get("who"):
        found = found.filter(actor_id=wanted["who"])
    if wanted.get("act"):
        found = found.filter(action__startswith=f"{wanted['act']}.")
    if wanted.get("about"):
        found = found.filter(object_id=wanted["about"])
    if wanted.get("since"):
        found = found.filter(at__gte=_midnight(wanted["since"]))
    if wanted.get("until"):
        found = found.filter(at__lt=_midnight(wanted["until"]) + timedelta(days=1))
    return found


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _older(request: DeskRequest, last: UUID) -> str:
    query = request.GET.copy()
    query["before"] = str(last)
    return f"?{query.urlencode()}"


def _line(one: AuditRecord, names: dict[UUID, str]) -> dict[str, Any]:
    who = names.get(one.actor_id) if one.actor_id else None
    return {
        "at": one.at,
        "act": one.action,
        "who": who or KINDS.get(one.actor_kind, one.actor_kind),
        "about": one.object_id,
        "kind": one.object_kind,
        "facts": [f"{name} {value}" for name, value in sorted(one.facts.items()) if value is not None],
        "forgotten": one.salt is None,
    }
