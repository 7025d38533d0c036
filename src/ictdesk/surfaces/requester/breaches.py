"""Where a notice of a breach is acknowledged, and a security contact confirmed: by a link that was mailed.

Looking does nothing, since mail scanners follow links; the button does. Who has the link reads what the mail said.
"""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.requester.public import public
from ictdesk.trust.breaches import commands, tokens
from ictdesk.trust.breaches.models import BreachDelivery, SecurityContact

US = System("breaches.page")


@require_http_methods(["GET", "HEAD", "POST"])
@public("request_form")
def notice(request: HttpRequest, entry: WorkspaceEntry, token: str) -> HttpResponse:
    """The frozen text; the button acknowledges it."""
    with workspace_scope(entry.id):
        way = (
            BreachDelivery.objects.select_related("notice__incident")
            .filter(id=tokens.read("notice", token))
            .first()
        )
        if way is None:
            raise NotFound
        if request.method == "POST":
            with suppress(AlreadySo):
                commands.acknowledge_notice(actor=US, notice_id=way.notice_id, delivery_id=way.id)
            way.refresh_from_db()
        shown = {"workspace": workspaces.workspace(), "way": way, "notice": way.notice}
        response = render(request, "requester/breach_notice.html", shown)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@public("request_form")
def contact(request: HttpRequest, entry: WorkspaceEntry, token: str) -> HttpResponse:
    """Asks whether this mailbox is a security contact; the button says so."""
    with workspace_scope(entry.id):
        row: SecurityContact = SecurityContact.objects.find(id=tokens.read("contact", token))
        if request.method == "POST":
            with suppress(AlreadySo):
                row = commands.verify_security_contact(actor=US, contact=row)
        shown = {"workspace": workspaces.workspace(), "row": row}
        response = render(request, "requester/security_contact.html", shown)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
