"""Everything of the workspace as one file: an owner asks for it here, and takes it after proving anew who they are."""

from typing import cast

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.desk.people import access
from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.export import age, commands, queries
from ictdesk.privacy.export.models import WorkspaceExport
from ictdesk.privacy.export.passphrases import new_nonce, passphrase
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view, prove_again
from ictdesk.surfaces.dashboard.settings.end import FRESH
from ictdesk.surfaces.dashboard.settings.saving import tried

LINK = "export.link"
LINK_SECONDS = 900
STATES = {
    "waiting": gettext_lazy("Waits to be made"),
    "building": gettext_lazy("Being made"),
    "ready": gettext_lazy("Ready"),
    "failed": gettext_lazy("Could not be made"),
    "over": gettext_lazy("Deleted"),
}


@require_http_methods(["GET", "POST"])
@never_cache
@desk_view(needs="owner.manage")
def take_along(request: DeskRequest) -> HttpResponse:
    """What there is; one button has it made, another shows the link with its passphrase. Both want a fresh proof."""
    fresh = access.proved_at(request.session) > clock.now() - FRESH
    if request.method == "POST" and not fresh:
        return redirect(prove_again(request))
    if request.method == "POST" and "open" not in request.POST:
        return tried(
            request,
            "settings-take-along",
            lambda: commands.order_export(actor=request.actor),
            _("It is being made. Every owner gets a mail when it is ready."),
        )
    rows = queries.exports(request.actor)
    opened = _opened(request, rows) if request.method == "POST" else {}
    shown = {
        "exports": [{"row": row, "state": STATES[row.state]} for row in rows],
        "making": any(row.state in ("waiting", "building") for row in rows),
        "fresh": fresh,
        "prove": prove_again(request),
        "section": "settings",
        "tab": "take-along",
    }
    return render(request, "settings/take_along.html", shown | opened)


def _opened(request: DeskRequest, rows: list[WorkspaceExport]) -> dict[str, str]:
    """A link of some minutes, and the passphrase of what comes by it. Raises `NotFound`."""
    wanted = parse_id(request.POST.get("open", ""))
    row = next((one for one in rows if one.id == wanted and one.state == "ready"), None)
    if row is None:
        raise NotFound
    nonce = new_nonce()
    said = [str(row.id), str(request.workspace.id), str(request.actor.id), nonce]
    return {"key": signing.dumps(said, salt=LINK), "secret": passphrase(row.id, nonce)}


@require_GET
@never_cache
@desk_view(needs="owner.manage")
def file(request: DeskRequest) -> HttpResponse | Outside:
    """The file, sealed with the passphrase that was shown with the link, to whom it was shown."""
    try:
        row, nonce = _fetched(request)
        pieces = store.read(Blob.objects.find(id=row.blob_id))
    except (signing.BadSignature, DomainError):
        messages.error(request, _("This link is over. Have it shown again."))
        return redirect("settings-take-along", slug=request.workspace.slug)
    secret, name = passphrase(row.id, nonce), f"{request.workspace.slug}-{row.asked_at:%Y-%m-%d}.zip.age"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}

    def sent() -> HttpResponse:
        response = StreamingHttpResponse(
            age.sealed(pieces, secret), content_type="application/octet-stream", headers=headers
        )
        return cast("HttpResponse", response)

    return Outside(sent)


def _fetched(request: DeskRequest) -> tuple[WorkspaceExport, str]:
    """Raises `BadSignature` and `DomainError` for a link that is nobody's, somebody else's or over."""
    said = signing.loads(request.GET.get("key", ""), salt=LINK, max_age=LINK_SECONDS)
    export_id, *whose, nonce = said
    if whose != [str(request.workspace.id), str(request.actor.id)]:
        raise NotFound
    row = WorkspaceExport.objects.find(id=parse_id(export_id))
    return commands.fetch_export(actor=request.actor, export=row), nonce
