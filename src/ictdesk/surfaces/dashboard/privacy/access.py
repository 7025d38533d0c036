"""Who of the vendor was in this workspace, is inside now, or asks to come in; and what they opened."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried
from ictdesk.trust.access import commands, queries, vendor, words
from ictdesk.trust.access.models import AccessGrant

VERBS: dict[str, tuple[Callable[..., object], str]] = {
    "consent": (commands.consent_to_access, "Agreed. They may come in."),
    "refuse": (commands.deny_access, "Refused. They do not come in."),
    "end": (commands.end_access, "Ended. Nothing opens for them any more."),
}


@require_GET
@desk_view(needs="rights.read")
def access(request: DeskRequest) -> HttpResponse:
    """Everybody who came or wants to, newest first; `format=json` for the file."""
    if request.GET.get("format") == "json":
        return _file(request)
    shown = _shown(request) | {
        "consent": queries.asks_for_consent(),
        "vendor": vendor.is_here(),
        "section": "privacy",
    }
    return render(request, "privacy/access.html", shown)


@require_GET
@desk_view(needs="rights.read")
def now(request: DeskRequest) -> HttpResponse:
    """The lists alone, asked for every few seconds: what is inside now is seen now."""
    return render(request, "privacy/access_lists.html", _shown(request))


@require_GET
@desk_view(needs="rights.read")
def one(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    """One visit, and everything that was opened in it."""
    found = queries.grants_here(request.actor).filter(id=grant_id)
    line = next(iter(queries.lines(found)), None)
    if line is None:
        raise NotFound
    shown = {"line": _said(line), "looks": queries.looks(line.grant), "section": "privacy"}
    return render(request, "privacy/access_one.html", shown)


@require_POST
@desk_view(needs="rights.read")
def step(request: DeskRequest, grant_id: UUID, verb: str) -> HttpResponse:
    """Agree, refuse, or end it now."""
    if verb not in VERBS or not queries.grants_here(request.actor).filter(id=grant_id).exists():
        raise NotFound
    act, done = VERBS[verb]
    return tried(request, "privacy-access", lambda: act(actor=request.actor, grant_id=grant_id), _(done))


@require_POST
@desk_view(needs="workspace.manage")
def consent(request: DeskRequest) -> HttpResponse:
    """Whether somebody here has to agree before each visit."""
    on = request.POST.get("on") == "yes"
    return tried(
        request,
        "privacy-access",
        lambda: commands.set_access_consent(actor=request.actor, on=on),
        _("Saved."),
    )


def _shown(request: DeskRequest) -> dict[str, Any]:
    found = [_said(one) for one in queries.lines(queries.grants_here(request.actor))]
    return {
        "inside": [one for one in found if one["state"] == "running"],
        "asked": [one for one in found if one["state"] in ("asked", "approved")],
        "past": [one for one in found if one["state"] not in ("running", "asked", "approved")],
    }


def _said(line: queries.Line) -> dict[str, Any]:
    return {
        "grant": line.grant,
        "state": line.state,
        "state_word": words.STATES[line.state],
        "purpose": words.PURPOSES[line.grant.purpose],
        "door": words.DOORS[line.grant.door],
        "who": line.who,
        "approved_by": line.approved_by,
    }


def _file(request: DeskRequest) -> HttpResponse:
    found = queries.lines(queries.grants_here(request.actor), most=1_000)
    body = {"visits": [_told(one) for one in found]}
    answer = JsonResponse(body, json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="access.json"'
    return answer


def _told(line: queries.Line) -> dict[str, Any]:
    grant: AccessGrant = line.grant
    times = ("asked_at", "started_at", "ends_at", "ended_at")
    looks = queries.looks(grant, most=10_000) if grant.started_at else []
    return {
        "id": str(grant.id),
        "who": line.who,
        "approved_by": line.approved_by,
        "state": line.state,
        "purpose": grant.purpose,
        "reference": grant.reference,
        "words": grant.words,
        "writes": grant.writes,
        "door": grant.door,
        **{name: rfc3339(at) if (at := getattr(grant, name)) else None for name in times},
        "opened": [
            {
                "at": rfc3339(look.at),
                "action": look.action,
                "kind": look.kind,
                "about": str(look.about) if look.about else None,
                "page": look.page,
            }
            for look in looks
        ],
    }
