"""The review of an archive: passages that may be about somebody else, with what stands around them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.vault import doors
from ictdesk.privacy.export import commands, places, queries, rules, words
from ictdesk.privacy.rights import queries as cases
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried

ON_A_PAGE = 50


@require_GET
@desk_view(needs="rights.read")
def others(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What waits, and what was decided last."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)
    waiting = queries.passages_of(request.actor, row, "open", ON_A_PAGE)
    withheld = queries.passages_of(request.actor, row, "withheld", ON_A_PAGE)
    with doors.opened_wide("rights"):
        passages = [_shown(places.shown(some)) for some in (waiting, withheld)]
    shown = {
        "case": row,
        "passages": passages[0],
        "withheld": passages[1],
        "left": queries.open_passages(row),
        "choices": [*words.CHOICES.items()],
        "may_review": rules.can_review(request.actor),
        "section": "privacy",
    }
    return render(request, "privacy/others.html", shown)


@require_POST
@desk_view(needs="rights.read")
def judge(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """One passage, all that are left, or words that the search did not find."""
    row: RightsRequest = cases.cases_for(request.actor).find(id=case_id)
    said = request.POST

    def act() -> object:
        if said.get("passage"):
            passage = queries.passage(request.actor, row, parse_id(said["passage"]))
            return commands.judge_passage(actor=request.actor, passage=passage, reason=said.get("reason", ""))
        if said.get("words"):
            reason = said.get("reason", "")
            return commands.mark_words(actor=request.actor, request=row, text=said["words"], reason=reason)
        withhold = said.get("rest") != "tell"
        return commands.judge_rest(actor=request.actor, request=row, withhold=withhold)

    return tried(request, "privacy-others", act, _("Done."), case_id=row.id)


def _shown(passages: list[dict[str, object]]) -> list[dict[str, object]]:
    for one in passages:
        passage = one["passage"]
        one["kind"] = words.KINDS[passage.kind]  # type: ignore[attr-defined]  # a row of ours
        one["reason"] = words.REASONS.get(passage.reason, "")  # type: ignore[attr-defined]
    return passages
