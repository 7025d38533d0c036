"""The domains that the workspace writes under: what to publish, and what DNS says about it now."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.senders import checks, commands, instructions, queries
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.mail_forms import DomainForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_domains(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    form = DomainForm(request.POST or None)
    made: list[SenderDomain] = []

    def add() -> None:
        made.append(commands.add_domain(actor=request.actor, **form.cleaned_data))

    if request.method == "POST" and accepted(form, add):
        return back(request, "settings-sender", _("Now publish its key."), domain_id=made[0].id)
    rows = [(row, queries.users_of(row)) for row in SenderDomain.objects.order_by("domain")]
    shown = {"form": form, "rows": rows, "section": "settings", "tab": "senders"}
    return render(request, "settings/senders.html", shown)


@require_GET
@desk_view(needs="workspace.manage")
def one_domain(request: DeskRequest, domain_id: UUID) -> HttpResponse:
    """What to publish, and what was found when DNS was asked last."""
    domain: SenderDomain = SenderDomain.objects.find(id=domain_id)
    found = {one["check"]: one for one in domain.findings}
    records = [
        {"record": record, "why": instructions.why(record.check), "finding": found.get(record.check)}
        for record in instructions.records(domain)
    ]
    shown = {
        "domain": domain,
        "records": records,
        "users": queries.users_of(domain),
        "section": "settings",
        "tab": "senders",
    }
    return render(request, "settings/sender.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def check(request: DeskRequest, domain_id: UUID) -> Outside:
    """Asks DNS now."""
    domain: SenderDomain = SenderDomain.objects.find(id=domain_id)

    def look() -> HttpResponse:
        findings = checks.look(domain)
        with workspace_scope(request.workspace.id):
            row: SenderDomain = SenderDomain.objects.find(id=domain_id)
            commands.note_check(actor=request.actor, domain=row, findings=findings)
            return back(request, "settings-sender", _("This is what DNS says now."), domain_id=domain_id)

    return Outside(look)


@require_POST
@desk_view(needs="workspace.manage")
def remove(request: DeskRequest, domain_id: UUID) -> HttpResponse:
    """Takes it away, with its key."""
    domain: SenderDomain = SenderDomain.objects.find(id=domain_id)
    return tried(
        request,
        "settings-senders",
        lambda: commands.remove_domain(actor=request.actor, domain=domain),
        _("Nothing is sent under this domain any more."),
    )
