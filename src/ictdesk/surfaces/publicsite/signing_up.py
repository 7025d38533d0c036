"""Sign-up: a form, a mail, a button. Before the button nothing is made, and nothing about anybody is kept."""

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ictdesk.business.signup import asking, finishing, letters
from ictdesk.kernel.errors import DomainError, NotFound, TooManyRequests
from ictdesk.surfaces.publicsite.forms import SignUpForm
from ictdesk.surfaces.publicsite.page import page
from ictdesk.trust.agreements import wording


@page
def sign_up(request: HttpRequest) -> HttpResponse:
    """The page says the same whether somebody is known by the address or not."""
    _must_be_open()
    first = {"plan": request.GET.get("plan", "free"), "agreement": wording.VERSION}
    form = SignUpForm(request.POST or None, initial=first)
    if form.is_bound and form.is_valid():
        try:
            said = asking.checked(**form.asked())
            _count(request, said.email)
            path = reverse("site-finish", args=[asking.token(said)])
            letters.confirm(said, f"{settings.ICTDESK_BASE_URL}{path}").send()
        except DomainError as error:
            form.add_error(None, error.detail)
        else:
            return render(request, "site/mailed.html", {"said": said})
    shown = {"form": form, "here": "plans"}
    return render(request, "site/sign_up.html", shown, status=422 if form.errors else 200)


@page
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """Mail scanners follow links: only the button makes the workspace. Raises `NotFound` for a link that is over."""
    _must_be_open()
    said = asking.read(token)
    if request.method != "POST":
        response = render(request, "site/finish.html", {"said": said})
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    return redirect(finishing.finish(said))


def _must_be_open() -> None:
    if not settings.ICTDESK_SIGN_UP:
        raise NotFound


def _count(request: HttpRequest, email: str) -> None:
    """One mailbox is written to five times a day at most, whoever asks."""
    if not ratelimit.consume(request, action="sign_up", key=email):
        raise TooManyRequests(retry_after=24 * 3600)
