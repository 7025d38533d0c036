"""The personal log, for the vendor's security people: each look has a reason and is on record. Nobody else has such a page."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import queries as people
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.logs import days
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.log_forms import KeepForm, LongerForm, SearchForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back
from ictdesk.trust.logs import commands, probing, queries
from ictdesk.trust.logs.models import LogHold

WEEK = timedelta(days=6)
SHOWN = 500


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def log(request: DeskRequest) -> HttpResponse:
    """What was searched for is posted, since addresses of pages are in the log themselves."""
    form = SearchForm(request.POST or None, initial=_days())
    found: list[LogLine] = []

    def look() -> None:
        said = form.cleaned_data
        found.extend(
            commands.search_log(
                actor=request.actor, wanted=form.wanted(), reason=said["reason"], ticket=said["ticket"]
            )
        )

    looked = request.method == "POST" and accepted(form, look)
    lines = _lines({name: getattr(row, name) for name in SAID} for row in found)
    return _page(request, {"form": form, "looked": looked, "lines": lines}, 422 if form.errors else 200)


@require_POST
@desk_view(needs="rights.read")
def keep(request: DeskRequest) -> HttpResponse:
    """Asks for a slice to be kept, and everything that is done with one: `do` says what, `hold` with which."""
    _must_be_vendors(request)
    verb = request.POST.get("do", "ask")
    if verb == "ask":
        return _ask(request)
    hold: LogHold = queries.holds_for(request.actor).find(id=parse_id(request.POST.get("hold", "")))
    if verb == "look":
        return _look(request, hold)
    if verb not in ACTS:
        raise NotFound
    act, done = ACTS[verb]
    form = LongerForm(request.POST) if verb == "longer" else forms.Form(request.POST)
    if accepted(form, lambda: act(request, hold, form)):
        return back(request, "privacy-log", str(done()))
    return _page(request, {"problem": " ".join(map(str, form.errors.values()))}, 422)


def _ask(request: DeskRequest) -> HttpResponse:
    form = KeepForm(request.POST, prefix="keep")

    def place() -> None:
        said = form.cleaned_data
        commands.place_log_hold(
            actor=request.actor,
            wanted=form.wanted(),
            reason=said["reason"],
            ticket=said["ticket"],
            ends_on=said["ends_on"],
        )

    if accepted(form, place):
        return back(
            request, "privacy-log", _("Asked. Another member is to approve it, and then it is copied.")
        )
    return _page(request, {"keep": form}, 422)


def _look(request: DeskRequest, hold: LogHold) -> HttpResponse:
    try:
        found = commands.look_at_held_log(actor=request.actor, hold=hold)
    except DomainError as error:
        return _page(request, {"problem": error.detail}, error.status)
    return _page(request, {"looked": True, "held": hold, "lines": _lines(found[:SHOWN])})


def _longer(request: DeskRequest, hold: LogHold, form: forms.Form) -> object:
    return commands.lengthen_log_hold(actor=request.actor, hold=hold, ends_on=form.cleaned_data["ends_on"])


type Act = Callable[[DeskRequest, LogHold, forms.Form], object]
ACTS: dict[str, tuple[Act, Callable[[], str]]] = {
    "approve": (
        lambda request, hold, _form: commands.approve_log_hold(actor=request.actor, hold=hold),
        lambda: _("Approved. The slice is copied."),
    ),
    "longer": (_longer, lambda: _("Asked. Another member is to approve it.")),
    "end": (
        lambda request, hold, _form: commands.end_log_hold(actor=request.actor, hold=hold),
        lambda: _("Ended. The copy and its key are destroyed."),
    ),
}
SAID = (
    "at",
    "source",
    "event",
    "workspace_id",
    "user_id",
    "contact_id",
    "ip",
    "method",
    "path",
    "status",
    "error",
)


def _page(request: DeskRequest, more: Mapping[str, Any], status: int = 200) -> HttpResponse:
    _must_be_vendors(request)
    names = {one.id: one.name for one in people.members_of(request.actor)}
    shown = {
        "form": SearchForm(initial=_days()),
        "keep": KeepForm(prefix="keep", initial=_days()),
        "found": probing.probe(),
        "holds": [_hold(request, one, names) for one in queries.holds_for(request.actor)],
        "section": "privacy",
    }
    return render(request, "privacy/log.html", shown | dict(more), status=status)


def _hold(request: DeskRequest, one: LogHold, names: Mapping[UUID, str]) -> dict[str, Any]:
    waits = one.ended_at is None and (one.approved_at is None or one.longer_until is not None)
    asked = one.asked_by if one.approved_at is None else one.longer_by
    return {
        "hold": one,
        "lines": queries.size_of(one),
        "asked_by": names.get(one.asked_by, ""),
        "approved_by": names.get(one.approved_by, ""),
        "waits": waits,
        "mine": asked == request.actor.id,
        "form": LongerForm(auto_id=f"longer-{one.id}-%s"),
    }


def _lines(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """With the addresses of their workspaces."""
    rows = [dict(one) for one in found]
    ids = {str(one["workspace_id"]) for one in rows if one.get("workspace_id")}
    slugs = {
        str(id_): slug for id_, slug in WorkspaceEntry.objects.filter(id__in=ids).values_list("id", "slug")
    }
    return [one | {"workspace": slugs.get(str(one.get("workspace_id")), "")} for one in rows]


def _days() -> dict[str, Any]:
    return {"since": days.today() - WEEK, "until": days.today()}


def _must_be_vendors(request: DeskRequest) -> None:
    """Raises `NotFound`."""
    if not request.of_vendor:
        raise NotFound
