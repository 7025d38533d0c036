"""A workspace's own case: what it was told, its clock, its decision, and the drafts that it sends itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.home import home
from ictdesk.privacy.rights.authorities import authorities, authority_of
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.breach_forms import ClosedForm, DecisionForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.breaches import commands, facts, queries, wording, words


def case_page(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Looked at, decided, or closed."""
    line = queries.case_here(request.actor, case_id)
    if request.method != "POST":
        return _shown(request, line, DecisionForm(initial=_said(line)), ClosedForm())
    act = request.POST.get("act", "")
    decision = DecisionForm(request.POST if act == "decide" else None, initial=_said(line))
    closed = ClosedForm(request.POST if act == "close" else None)
    if act == "decide" and accepted(
        decision,
        lambda: commands.decide_breach(actor=request.actor, case=line.row, judged=decision.judged()),
    ):
        return back(request, "privacy-breach", _("Saved."), breach_id=case_id)
    if act == "close" and accepted(
        closed, lambda: commands.close_breach(actor=request.actor, case=line.row, **closed.cleaned_data)
    ):
        return back(request, "privacy-breach", _("Saved."), breach_id=case_id)
    if act not in ("decide", "close"):
        return tried(request, "privacy-breach", incomplete, "", breach_id=case_id)
    return _shown(request, line, decision, closed, status=422)


@require_GET
@desk_view(needs="rights.read")
def paper(request: DeskRequest, breach_id: UUID, paper: str) -> HttpResponse:
    """A draft as plain text: `people`, or `authority-` and the country."""
    line = queries.case_here(request.actor, breach_id)
    newest = line.notices[-1] if line.notices else None
    where = home()
    if paper == "people":
        told = facts.read(newest.facts["told"] if newest else {})
        contact = where.leads()[0] if where.leads() else where.sender
        text = wording.people(line.row, told, name=where.name, contact=contact)
    else:
        country = paper.removeprefix("authority-")
        if country == paper or country not in authorities():
            raise NotFound
        text = wording.authority(
            line.row,
            authority_of(country),
            newest.text if newest else "",
            name=where.name,
            late=queries.is_late(line),
        )
    headers = {"Content-Disposition": f'attachment; filename="{line.row}-{paper}.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def incomplete() -> None:
    """Raises `Invalid`."""
    raise Invalid(_("This form is not complete."))


def _said(line: queries.CaseLine) -> dict[str, Any]:
    row = line.row
    return {"decision": row.decision, "reason": row.reason, "effects": row.effects, "remedy": row.remedy}


def _shown(
    request: DeskRequest,
    line: queries.CaseLine,
    decision: DecisionForm,
    closed: ClosedForm,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "section": "privacy",
        "line": line,
        "row": line.row,
        "state": words.CASE_STATES[line.row.state],
        "decided": words.DECISIONS.get(line.row.decision, ""),
        "reason": words.REASONS.get(line.row.reason, ""),
        "late": queries.is_late(line),
        "decision": decision,
        "closed": closed,
        "authorities": sorted(authorities().items(), key=lambda one: one[0]),
        "home": home().country,
    }
    return render(request, "privacy/breach.html", shown, status=status)
