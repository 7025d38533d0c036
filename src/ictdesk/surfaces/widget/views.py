"""What a website's visitors load besides the live protocol: the loader, the demo page, files."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from ictdesk.desk.conversations import files, links
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import visits
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry

LOADER = Path(settings.PACKAGE) / "static" / "build" / "widget.js"
DEMO_WORKSPACE = "acme"

FILE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def loader(request: HttpRequest) -> FileResponse:
    """`/widget.js`: the one script that a website loads. Its name stays, so it is kept for minutes only."""
    if not LOADER.exists():
        raise Http404
    response = FileResponse(LOADER.open("rb"), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def demo(request: HttpRequest) -> HttpResponse:
    """A page of somebody's website with the widget on it. Only where the demo workspace is."""
    try:
        entry = WorkspaceEntry.find(slug=DEMO_WORKSPACE)
    except DomainError as error:
        raise Http404 from error
    with workspace_scope(entry.id):
        inbox = workspaces.first_inbox()
    locale = request.GET.get("locale", "")
    return render(
        request, "demo.html", {"widget_key": inbox.widget_key, "locale": locale if len(locale) < 9 else ""}
    )


def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """The workspace's privacy notice as the widget shows it, with its version and its day."""
    try:
        entry = WorkspaceEntry.find(slug=slug)
        with workspace_scope(entry.id):
            workspace, notice = workspaces.workspace(), workspaces.current_notice()
    except DomainError as error:
        raise Http404 from error
    return render(request, "privacy.html", {"workspace": workspace, "notice": notice})


def file(request: HttpRequest, token: str) -> StreamingHttpResponse:
    """One file by its signed address. It is saved, never shown as a page of ours; pictures' previews may be embedded."""
    try:
        link = links.read_link(token)
        with workspace_scope(link.workspace):
            visits.must_run(link.visit)
            sent = files.open_file(link)
            if link.visit:
                record(System("files"), "seen.file", "attachment", link.attachment, grant=str(link.visit))
            elif not link.preview:
                record(System("files"), "seen.file", "attachment", link.attachment)
    except DomainError as error:
        raise Http404 from error
    response = StreamingHttpResponse(sent.pieces, content_type=sent.content_type, headers=FILE_HEADERS)
    response["Content-Disposition"] = content_disposition_header(not link.preview, sent.name) or "attachment"
    response["Content-Length"] = str(sent.size)
    return response
