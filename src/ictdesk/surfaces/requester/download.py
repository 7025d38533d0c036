"""The archive on its way to the person: sealed with the passphrase that they were shown, or as it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ictdesk.kernel.actor import System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import DomainError, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import age, commands, queries
from ictdesk.privacy.export.passphrases import passphrase
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.dashboard.error_pages import error_page
from ictdesk.surfaces.requester.data import LINK_SECONDS, PROVED, read

US = System("export.download")


@require_GET
@never_cache
def download(request: HttpRequest, slug: str, case_id: UUID, variant: str) -> HttpResponseBase:
    """For some minutes after the code. A page of error for anything else."""
    try:
        return _streamed(request, WorkspaceEntry.find(slug=slug), case_id, variant)
    except DomainError as error:
        return error_page(request, error)


def _streamed(request: HttpRequest, entry: WorkspaceEntry, case_id: UUID, variant: str) -> HttpResponseBase:
    *place, nonce = read(request.GET.get("key", ""), PROVED, LINK_SECONDS)
    if place != [str(case_id), str(entry.id)]:
        raise NotFound
    with workspace_scope(entry.id):
        row = RightsRequest.objects.find(id=case_id)
        bundle = queries.bundle_of(row, variant)
        if not queries.is_ready(bundle):
            raise NotFound
        pieces = store.read(Blob.objects.find(id=bundle.blob_id))
        secret = passphrase(row.id, nonce)
        commands.note_fetched(actor=US, bundle=bundle)
    plain = "plain" in request.GET
    response = StreamingHttpResponse(pieces if plain else age.sealed(pieces, secret))
    response["Content-Type"] = "application/zip" if plain else "application/octet-stream"
    name = f"{row}-{variant}.zip{'' if plain else '.age'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
