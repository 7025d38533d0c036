"""What surrounds a page while somebody of the vendor looks at it: whether they still may, and the way out."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from ictdesk.desk.people.models import User
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.error_pages import error_page
from ictdesk.trust.access import inside
from ictdesk.trust.access.visiting import VISITS


@require_GET
@login_required
def still(request: HttpRequest, slug: str) -> HttpResponse:
    """Asked every few seconds by the page itself. Once the grant is over the page is loaded anew, and is not there."""
    user = cast("User", request.user)
    entry = VISITS.entry(user.id, slug)
    if entry is not None:
        with workspace_scope(entry.id):
            if VISITS.engineer(user.id) is not None:
                return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Ends one's own visit."""
    user = cast("User", request.user)
    try:
        inside.leave_from(user.id, slug)
    except DomainError as error:
        return error_page(request, error)
    return redirect("desks")
