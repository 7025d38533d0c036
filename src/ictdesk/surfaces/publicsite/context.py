"""What the site's templates are given: who runs it."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from ictdesk.surfaces.publicsite import choosing

OURS = "#0b7570"


def site(request: HttpRequest) -> dict[str, object]:
    """`own_colour`: whether it is another than ICTDesk's, which the style sheet has already."""
    site = settings.ICTDESK_SITE
    said: dict[str, object] = {
        "site": site,
        "own_colour": site.color != OURS,
        "sign_up": settings.ICTDESK_SIGN_UP,
    }
    if site.count_returning:
        said["question"] = partial(choosing.question, request)  # a template that shows it calls it
    return said
