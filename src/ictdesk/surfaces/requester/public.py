"""The decorator of pages that need no sign-in: the workspace in scope, errors as pages, how often a minute."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from ictdesk.kernel.errors import DomainError, TooLarge, TooManyRequests
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.surfaces.dashboard.error_pages import error_page
from ictdesk.surfaces.requester.uploads import keep_in_memory, too_large

type Page = Callable[..., HttpResponse]


def public(action: str, *, csrf: bool = True) -> Callable[[Page], Page]:
    """A page of one workspace. `action` names its limit; what is only looked at counts for nothing.

    Without `csrf` it may be posted to from anywhere, by a mail program for instance: the address itself must be the proof.
    The view opens the scope itself: what is counted must be kept though what follows is refused.
    """

    def decorate(view: Page) -> Page:
        guarded = csrf_protect(view) if csrf else view

        @wraps(view)
        def run(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            try:
                if request.method == "POST":
                    _count(request, action)
                return guarded(request, WorkspaceEntry.find(slug=slug), **kwargs)
            except DomainError as error:
                return error_page(request, error)

        # Checked by `guarded`, after the limit: the middleware would read the files first.
        return csrf_exempt(never_cache(run))

    return decorate


def _count(request: HttpRequest, action: str) -> None:
    if too_large(request):
        raise TooLarge("All files together are too large for this form.")
    keep_in_memory(request)
    if not ratelimit.consume(request, action=action):
        raise TooManyRequests(retry_after=60)
