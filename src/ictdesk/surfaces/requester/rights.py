"""The form by which anybody asks about their data, and the code that shows who asks.

Whoever reads the mailbox of the address is them. The answer is the same whether the address is known or not.
"""

from collections.abc import Mapping
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.requesters import commands as requesters
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.requester.forms import CodeForm, RightsForm
from ictdesk.surfaces.requester.public import public

US = System("rights.form")
SALT = "rights.form"
CODE_SECONDS = 3600


@require_http_methods(["GET", "POST"])
@public("request_form")
def rights(request: HttpRequest, entry: WorkspaceEntry) -> HttpResponse:
    """Sent, it is a case; the next step shows by a code that it is them, or leaves that to the team."""
    with workspace_scope(entry.id):
        shown = {"workspace": workspaces.workspace()}
    if "code" in request.POST:
        return _prove(request, entry, shown)
    form = RightsForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "requester/rights.html", shown | {"form": form}, status=422 if form.errors else 200
        )
    try:
        with workspace_scope(entry.id):
            asked = Asked(channel="form", language=get_language() or "", **form.cleaned_data)
            made = commands.open_case(actor=US, asked=asked)
            code = requesters.ask_code(address=asked.email)
    except DomainError as error:
        form.add_error(None, _(error.detail))
        return render(request, "requester/rights.html", shown | {"form": form}, status=422)
    pair = signing.dumps([str(code.id), str(made.id), str(entry.id)], salt=SALT)
    return render(
        request,
        "requester/rights_code.html",
        shown | {"made": made, "form": CodeForm(initial={"ask": code.id}), "pair": pair},
    )


def _prove(request: HttpRequest, entry: WorkspaceEntry, shown: Mapping[str, object]) -> HttpResponse:
    """A right code makes the case theirs: it is about whoever is known by the address, and accepted."""
    pair = request.POST.get("pair", "")
    code_id, case_id = _read(pair, entry)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            with workspace_scope(entry.id):
                requesters.count_try(row=AccessCode.objects.find(id=code_id))
            with workspace_scope(entry.id):
                requesters.enter(row=AccessCode.objects.find(id=code_id), said=form.cleaned_data["code"])
                made = _accept(RightsRequest.objects.find(id=case_id))
        except DomainError as error:
            form.add_error("code", _(error.detail))
        else:
            return render(request, "requester/rights_thanks.html", {**shown, "made": made})
    with workspace_scope(entry.id):
        made = RightsRequest.objects.find(id=case_id)
    again = {**shown, "made": made, "form": form, "pair": pair}
    return render(request, "requester/rights_code.html", again, status=422)


def _accept(row: RightsRequest) -> RightsRequest:
    about = contacts.subjects_addressed_as(row.email)
    row = commands.sort_case(actor=US, request=row, rights=row.rights, people=about, country=row.country)
    return commands.identify(actor=US, request=row, method="mailbox")


def _read(pair: str, entry: WorkspaceEntry) -> tuple[UUID, UUID]:
    """The code and the case of a form. Raises `NotFound` for one that we did not give, or not here."""
    try:
        code_id, case_id, workspace = signing.loads(pair, salt=SALT, max_age=CODE_SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    if workspace != str(entry.id):
        raise NotFound
    return UUID(code_id), UUID(case_id)
