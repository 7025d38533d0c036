"""Proofs: how each claim stands. In the vendor's workspace with evidence, a button to look again, and a form to vouch."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.business.vendor import queries as vendor
from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel.errors import Invalid
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried
from ictdesk.surfaces.publicsite.proofs import LOOKS, WORDS
from ictdesk.trust.promises import commands, queries
from ictdesk.trust.promises.standing import WORST, Facts, Standing

OFTEN = {1: "hourly", 24: "daily", 168: "weekly"}


class ProofForm(forms.Form):
    """Everything that a button of the page may send."""

    act = forms.CharField(max_length=8)
    claim = forms.CharField(max_length=40, required=False)
    words = forms.CharField(max_length=500, required=False)
    until = forms.DateField(required=False)


@require_GET
@desk_view(needs="rights.read")
def proofs(request: DeskRequest) -> HttpResponse:
    """Every claim of this installation; what is wrong comes first."""
    facts, here = queries.facts(), vendor.is_here()
    found = sorted(queries.standings(facts), key=lambda one: WORST.index(one.state))
    who = _vouched() if here else {}
    shown = {
        "rows": [_row(one, facts, who, whole=here) for one in found],
        "keeps": here,
        "section": "privacy",
    }
    return render(request, "privacy/proofs.html", shown)


def _row(one: Standing, facts: Facts, who: dict[str, str], *, whole: bool) -> dict[str, Any]:
    last = [(each, facts.last.get(each.name)) for each in one.claim.checks] if whole else []
    return {
        "one": one,
        "word": WORDS[one.state],
        "look": LOOKS.get(one.state, ""),
        "who": who.get(one.claim.key, ""),
        "checks": [
            {
                "check": each,
                "often": OFTEN[round(each.every.total_seconds() / 3600)],
                "at": ran.at if ran else None,
                "evidence": sorted(ran.evidence.items()) if ran else [],
            }
            for each, ran in last
        ],
    }


def _vouched() -> dict[str, str]:
    rows = queries.attestations()
    names = addresses_of({one.user_id for one in rows})
    return {one.claim: f"{names.get(one.user_id, '')}: {one.words}" for one in rows}


@require_POST
@desk_view(needs="records.keep")
def act(request: DeskRequest) -> HttpResponse:
    """Look again, or vouch. 404 in every other workspace than the vendor's."""
    form = ProofForm(request.POST)

    def run() -> None:
        if not form.is_valid():
            raise Invalid(_("This form is not complete."))
        said = form.cleaned_data
        if said["act"] == "run":
            commands.run_now(actor=request.actor, claim=said["claim"])
        elif said["act"] == "attest" and said["until"]:
            commands.attest(
                actor=request.actor, claim=said["claim"], words=said["words"], until=said["until"]
            )
        else:
            raise Invalid(_("This form is not complete."))

    return tried(request, "privacy-proofs", run, _("Done. What is looked at again stands here in a moment."))
