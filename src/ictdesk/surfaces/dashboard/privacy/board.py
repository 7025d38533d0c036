"""The board of cases, and a form for one that came by phone, by letter or in a conversation."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.privacy.holds import queries as holds
from ictdesk.privacy.purges import queries as purges
from ictdesk.privacy.rights import commands, queries, rules
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.forms import NewCaseForm
from ictdesk.surfaces.dashboard.privacy.origin import from_form, known
from ictdesk.surfaces.dashboard.privacy.shown import line
from ictdesk.surfaces.dashboard.settings.saving import accepted
from ictdesk.trust.access import queries as access

NEWEST = 50


@require_GET
@desk_view(needs="rights.read")
def board(request: DeskRequest) -> HttpResponse:
    """What waits for an answer, the most urgent first; then what has one."""
    day = queries.today()
    waiting = [line(row, day) for row in queries.open_cases(request.actor)]
    answered = [line(row, day) for row in queries.answered_cases(request.actor, NEWEST)]
    purge = purges.orders_for(request.actor).filter(state="proposed").first()
    late = sum(1 for one in waiting if one["late"])
    shown = {"waiting": waiting, "answered": answered, "late": late, "purge": purge}
    shown["visit_runs"] = access.is_somebody_inside()
    shown["holds"] = holds.to_review(request.actor)
    return render(request, "privacy/board.html", shown | {"section": "privacy"})


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.report")
def new(request: DeskRequest) -> HttpResponse:
    """Writes down that somebody asked. From a contact's page their address and name are there already."""
    form = NewCaseForm(request.POST or None, initial=known(request))
    made: list[RightsRequest] = []

    def receive() -> None:
        asked, people = from_form(request.actor, form.cleaned_data)
        made.append(commands.open_case(actor=request.actor, asked=asked, people=people))

    if request.method == "POST" and accepted(form, receive):
        if rules.can_read(request.actor):
            return redirect("privacy-case", slug=request.workspace.slug, case_id=made[0].id)
        return render(request, "privacy/thanks.html", {"made": made[0], "section": "privacy"})
    status = 422 if form.errors else 200
    return render(request, "privacy/new.html", {"form": form, "section": "privacy"}, status=status)
