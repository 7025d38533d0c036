"""Who processes for the desk: what a customer sees and may object to, and what the vendor keeps."""

import json
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ictdesk.business.vendor import queries as vendor
from ictdesk.kernel.errors import Invalid
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried
from ictdesk.trust.subprocessors import commands, queries, states
from ictdesk.trust.subprocessors.facts import kept
from ictdesk.trust.subprocessors.models import SubProcessor
from ictdesk.trust.subprocessors.shipped import SHIPPED

STATES = {
    "draft": gettext_lazy("Draft"),
    "assessed": gettext_lazy("Assessed"),
    "announced": gettext_lazy("Announced"),
    "active": gettext_lazy("In use"),
    "leaving": gettext_lazy("Leaving"),
    "gone": gettext_lazy("Gone"),
    "dropped": gettext_lazy("Dropped"),
}
ACTS = {
    "assess": gettext_lazy("Keep the assessment"),
    "announce": gettext_lazy("Announce to all customers"),
    "activate": gettext_lazy("Use from today"),
    "leave": gettext_lazy("Send nothing any more"),
    "confirm": gettext_lazy("It confirmed the deletion"),
    "drop": gettext_lazy("Drop"),
    "review": gettext_lazy("Looked at: the facts hold"),
}


class ActForm(forms.Form):
    """Everything that a button of the two pages may send."""

    act = forms.CharField(max_length=12)
    provider = forms.CharField(max_length=40, required=False)
    words = forms.CharField(max_length=4000, required=False)
    signed_on = forms.DateField(required=False)
    facts = forms.CharField(max_length=20_000, required=False)


@require_GET
@desk_view(needs="rights.read")
def listed(request: DeskRequest) -> HttpResponse:
    """The list, with what this workspace was told. In the vendor's workspace: all of them, and what is to be done."""
    shown: dict[str, Any] = {"section": "privacy", "states": STATES}
    if not vendor.is_here():
        shown["lines"] = queries.listed_for(request.workspace.id)
        return render(request, "privacy/subprocessors.html", shown)
    counts = queries.counts()
    shown["lines"] = [_kept(line, counts) for line in queries.everyone()]
    known = {line["row"].key for line in shown["lines"]}
    shown["shipped"] = [(key, facts) for key, facts in SHIPPED.items() if key not in known]
    shown["closed"] = all(line["row"].state not in states.IN_FORCE for line in shown["lines"])
    shown["assessed"] = any(line["row"].state == "assessed" for line in shown["lines"])
    shown |= {"strays": queries.strays(), "went": queries.went()}
    return render(request, "privacy/subprocessors_kept.html", shown)


def _kept(line: queries.Line, counts: dict[Any, dict[str, int]]) -> dict[str, Any]:
    row: SubProcessor = line.row
    acts = [act for (state, act) in states.STEPS if state == row.state]
    acts += ["review"] if row.state in states.SHOWN else []
    return {
        "row": row,
        "facts": line.facts,
        "state": STATES[row.state],
        "late": queries.is_late(row),
        "counts": counts.get(row.id),
        "acts": [(act, ACTS[act], act in ("assess", "confirm")) for act in acts],
    }


@require_POST
@desk_view(needs="records.keep")
def change(request: DeskRequest) -> HttpResponse:
    """One button: a customer's objection, or a step of the register."""
    form = ActForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise Invalid(_("This form is not complete."))
        _act(request, form.cleaned_data)

    return tried(request, "privacy-subprocessors", act, _("Saved."))


def _act(request: DeskRequest, said: dict[str, Any]) -> None:
    who, provider, act = request.actor, said["provider"], said["act"]
    if act == "object":
        commands.object_to_subprocessor(actor=who, provider=provider)
    elif act == "take_back":
        commands.take_back_subprocessor(actor=who, provider=provider)
    elif act == "name":
        commands.name_subprocessor(actor=who, provider=provider, described=_facts(provider, said["facts"]))
    elif act == "open":
        commands.open_register(actor=who)
    elif act == "review":
        commands.review_subprocessor(actor=who, provider=provider)
    elif act in ACTS:
        signed = said["signed_on"]
        commands.step_subprocessor(
            actor=who, provider=provider, act=act, reason=said["words"], signed_on=signed
        )
    else:
        raise Invalid(_("This form is not complete."))


def _facts(provider: str, text: str) -> dict[str, Any]:
    """As they were written, or as they are shipped. Raises `Invalid`."""
    if not text.strip():
        return kept(SHIPPED[provider]) if provider in SHIPPED else {}
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Invalid(_("The facts are no JSON.")) from error
    if not isinstance(found, dict):
        raise Invalid(_("The facts are no JSON."))
    return found
