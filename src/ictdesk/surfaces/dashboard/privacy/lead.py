"""Who agrees to answers and is warned: the data protection lead of the workspace."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ictdesk.desk.people import commands, queries, rules
from ictdesk.desk.people.models import Member
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.forms import LeadForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back
from ictdesk.surfaces.dashboard.words import ROLE_WORDS


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def lead(request: DeskRequest) -> HttpResponse:
    """Who it is; owners and admins name another."""
    may = [one for one in queries.members_of(request.actor) if one.active and rules.may_lead(one)]
    now = queries.lead()
    start = {"member": str(now.id) if now else "", "officer": bool(now and now.lead == "dpo")}
    choices = [(str(one.id), f"{one.name} ({ROLE_WORDS[one.role]})") for one in may]
    form = LeadForm(request.POST or None, initial=start, members=choices)

    def name() -> None:
        chosen = form.cleaned_data["member"]
        member: Member | None = Member.objects.find(id=parse_id(chosen)) if chosen else None
        commands.set_lead(actor=request.actor, member=member, officer=form.cleaned_data["officer"])

    if request.method == "POST" and accepted(form, name):
        return back(request, "privacy-lead", _("Saved."))
    shown = {"form": form, "lead": now, "section": "privacy"}
    return render(request, "privacy/lead.html", shown, status=422 if form.errors else 200)
