"""What the site's templates are given: who runs it."""

from django.conf import settings
from django.http import HttpRequest

OURS = "#0b7570"


def site(request: HttpRequest) -> dict[str, object]:
    """`own_colour`: whether it is another than ICTDesk's, which the style sheet has already."""
    site = settings.ICTDESK_SITE
    return {"site": site, "own_colour": site.color != OURS, "sign_up": settings.ICTDESK_SIGN_UP}
