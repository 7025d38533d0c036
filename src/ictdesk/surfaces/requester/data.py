"""Where a person fetches their archive: a code to the mailbox once more, then a link that works for some minutes.

The case's own id is in the letter; it opens nothing without the code.
"""

from collections.abc import Mapping
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ictdesk.desk.requesters import commands as requesters
from ictdesk.desk.requesters.models import AccessCode
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import queries
from ictdesk.privacy.export.passphrases import new_nonce, passphrase
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.requester.forms import CodeForm
from ictdesk.surfaces.requester.public import public

ASKED, PROVED = "bundle.asked", "bundle.proved"
CODE_SECONDS = 3600
LINK_SECONDS = 900


@require_http_methods(["GET", "POST"])
@public("request_form")
def data(request: HttpRequest, entry: WorkspaceEntry, case_id: UUID) -> HttpResponse:
    """Asks for a code, takes it, and shows the links with the passphrase."""
    with workspace_scope(entry.id):
        row = RightsRequest.objects.find(id=case_id)
        if not queries.ready_bundles(row):
            raise NotFound
        shown = {"workspace": workspaces.workspace(), "case": row}
        if request.method == "POST" and "code" not in request.POST:
            code = requesters.ask_code(address=row.email)
            pair = signing.dumps([str(code.id), str(row.id), str(entry.id)], salt=ASKED)
            form = CodeForm(initial={"ask": code.id})
            return render(request, "requester/data_code.html", shown | {"form": form, "pair": pair})
    if request.method == "POST":
        return _prove(request, entry, row, shown)
    return render(request, "requester/data.html", shown)


def _prove(
    request: HttpRequest, entry: WorkspaceEntry, row: RightsRequest, shown: Mapping[str, object]
) -> HttpResponse:
    pair, form = request.POST.get("pair", ""), CodeForm(request.POST)
    code_id, *place = read(pair, ASKED, CODE_SECONDS)
    if place != [str(row.id), str(entry.id)]:
        raise NotFound
    if form.is_valid():
        try:
            with workspace_scope(entry.id):
                requesters.count_try(row=AccessCode.objects.find(id=UUID(code_id)))
            with workspace_scope(entry.id):
                code = AccessCode.objects.find(id=UUID(code_id))
                requesters.enter(row=code, said=form.cleaned_data["code"])
                return render(request, "requester/data_ready.html", {**shown, **_links(row, entry)})
        except DomainError as error:
            form.add_error("code", _(error.detail))
    return render(request, "requester/data_code.html", {**shown, "form": form, "pair": pair}, status=422)


def _links(row: RightsRequest, entry: WorkspaceEntry) -> dict[str, object]:
    nonce = new_nonce()
    key = signing.dumps([str(row.id), str(entry.id), nonce], salt=PROVED)
    bundles = queries.ready_bundles(row)
    return {
        "bundles": bundles,
        "key": key,
        "secret": passphrase(row.id, nonce),
        "ends": bundles[0].expires_at,
    }


def read(token: str, salt: str, seconds: int) -> list[str]:
    """What a token of ours says. Raises `NotFound`."""
    try:
        said: list[str] = signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature as error:
        raise NotFound from error
    return said
