"""What the site's templates are given: who runs it, and in which colour."""

from django.conf import settings
from django.http import HttpRequest

from ictdesk.surfaces.dashboard.brand import brand


def site(request: HttpRequest) -> dict[str, object]:
    """The vendor by name."""
    return {
        "site": settings.ICTDESK_SITE,
        "site_on": settings.ICTDESK_SITE_ON,
        "site_brand": brand(settings.ICTDESK_SITE.color),
    }
