"""Where another controller fetches what somebody takes along to it: by a link that was mailed, as often as it needs.

Looking fetches nothing, since mail scanners follow links; the button does. The page names nobody whose data it is.
"""

from typing import cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.transfers import commands, tokens
from ictdesk.privacy.transfers.models import Transfer
from ictdesk.surfaces.requester.public import public

US = System("transfers.page")


@require_http_methods(["GET", "HEAD", "POST"])
@public("request_form")
def transfer(request: HttpRequest, entry: WorkspaceEntry, token: str) -> HttpResponse:
    """Says what lies there and until when; the button hands it over."""
    with workspace_scope(entry.id):
        row: Transfer = Transfer.objects.find(id=tokens.read(token))
        if request.method == "POST":
            row = commands.fetch_transfer(actor=US, transfer=row)
            pieces = store.read(Blob.objects.find(id=row.blob_id))
        else:
            there = row.blob_id is not None and row.expires_at is not None and row.expires_at > clock.now()
            shown = {"workspace": workspaces.workspace(), "row": row, "there": there}
            return render(request, "requester/transfer.html", shown, status=200 if there else 410)
    headers = {"Content-Disposition": 'attachment; filename="data.zip.age"', "Content-Length": str(row.size)}
    response = StreamingHttpResponse(pieces, content_type="application/age", headers=headers)
    return cast("HttpResponse", response)
