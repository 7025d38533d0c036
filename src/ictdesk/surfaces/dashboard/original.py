"""A mail as its sender made it, on a page of its own that can do nothing: framed by the inbox, on the host for files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string

from ictdesk.desk.mail import links, original
from ictdesk.kernel import visits
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope

SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; base-uri 'none'; form-action 'none'"
PICTURE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


def original_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page, or one of its pictures: whatever the signed address names."""
    try:
        shown = links.read(token)
        if shown.visit:
            with workspace_scope(shown.workspace):
                visits.must_run(shown.visit)
        if shown.remote:
            return _picture(original.remote_picture(shown))
        with workspace_scope(shown.workspace):
            if shown.part:
                return _picture(original.inner_picture(shown))
            page = original.page(shown)
    except DomainError as error:
        raise Http404 from error
    nonce = get_random_string(22)
    response = render(request, "mail_original.html", {"page": page, "nonce": nonce})
    response["Content-Security-Policy"] = (
        f"{SANDBOX}; img-src {settings.ICTDESK_FILES_URL}/files/mail/; style-src 'nonce-{nonce}'; "
        f"frame-ancestors {settings.ICTDESK_BASE_URL}"
    )
    response["Referrer-Policy"] = "no-referrer"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _picture(picture: original.Picture) -> HttpResponse:
    return HttpResponse(picture.content, content_type=picture.content_type, headers=PICTURE)
