"""The vendor's page: how many people come back to the site."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.business.counting import counting
from ictdesk.business.vendor import writing
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.trust.access import vendor


@require_GET
@desk_view(needs="conversation.read")
def site_visits(request: DeskRequest) -> HttpResponse:
    """404 in every other workspace, and where nobody is asked."""
    vendor.must_be_here()
    if not settings.ICTDESK_SITE.count_returning:
        raise NotFound
    shown = {"weeks": counting.weeks(), "said": writing.browser_answers(), "section": "privacy"}
    return render(request, "site_visits.html", shown)
