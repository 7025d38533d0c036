"""The decorator of pages that need no sign-in: the workspace in scope, errors as pages, how often a minute."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from ictdesk.kernel.errors import DomainError, TooLarge, TooManyRequests
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.dashboard.error_pages import error_page
from ictdesk.surfaces.requester.origin import must_be_ours
from ictdesk.surfaces.requester.uploads import keep_in_memory, too_large

type Page = Callable[..., HttpResponse]


def public(action: str, *, ours: bool = True) -> Callable[[Page], Page]:
    """A page of one workspace. `action` names its limit; what is only looked at counts for nothing.

    Unless `ours` it may be posted to from anywhere, by a mail program for instance: the address itself must be the proof.
    The view opens the scope itself: what is counted must be kept though what follows is refused.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def run(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            try:
                if request.method == "POST":
                    count(request, action, ours=ours)
                return view(request, WorkspaceEntry.find(slug=slug), **kwargs)
            except DomainError as error:
                return error_page(request, error)

        # The middleware would set a cookie, and read the files before they are counted.
        return csrf_exempt(never_cache(run))

    return decorate


def count(request: HttpRequest, action: str, *, ours: bool = True) -> None:
    """Before anything of a form is read. Raises `FromElsewhere`, `TooLarge`, `TooManyRequests`."""
    if ours:
        must_be_ours(request)
    if too_large(request):
        raise TooLarge("All files together are too large for this form.")
    keep_in_memory(request)
    if not ratelimit.consume(request, action=action):
        raise TooManyRequests(retry_after=60)
