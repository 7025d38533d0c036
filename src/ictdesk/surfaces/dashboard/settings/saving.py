"""What every form of the settings does when it is sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ictdesk.kernel.errors import DomainError
from ictdesk.surfaces.dashboard.desk_view import OpenRequest


def accepted(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form was well-formed and its command did it; a refusal stands above the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except DomainError as error:
        form.add_error(None, error.detail)
        return False
    return True


def back(request: OpenRequest, name: str, done: str = "", **where: Any) -> HttpResponse:
    """To the page after a change, with a word that it was made."""
    messages.success(request, done or _("Saved."))
    where["slug"] = request.workspace.slug
    return HttpResponseRedirect(reverse(name, kwargs=where))


def tried(
    request: OpenRequest, name: str, act: Callable[[], object], done: str, **where: Any
) -> HttpResponse:
    """For a button without a form: does it, and says on the page what came of it."""
    try:
        act()
    except DomainError as error:
        messages.error(request, error.detail)
        return HttpResponseRedirect(reverse(name, kwargs={**where, "slug": request.workspace.slug}))
    return back(request, name, done, **where)
