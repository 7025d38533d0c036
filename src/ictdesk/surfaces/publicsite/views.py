"""Pages to read: each is made of what the software knows about itself."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ictdesk.business.plans.plans import PLANS
from ictdesk.business.vendor import queries as vendor
from ictdesk.kernel.errors import NotFound
from ictdesk.surfaces.dashboard.brand import brand
from ictdesk.surfaces.publicsite import notice, proofs
from ictdesk.surfaces.publicsite.page import to_read
from ictdesk.surfaces.publicsite.places import places
from ictdesk.surfaces.publicsite.storage import items
from ictdesk.trust.agreements import wording
from ictdesk.trust.orders.queries import figures

GPC_SINCE = "2026-11-30"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Without a site the door leads to the desk."""
    return _home(request) if settings.ICTDESK_SITE_ON else redirect("desks")


@to_read
def _home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html", {"counts": proofs.counts(), "here": "home"})


@to_read
def plans(request: HttpRequest) -> HttpResponse:
    return render(request, "site/plans.html", {"plans": PLANS, "here": "plans"})


@to_read
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice of Art. 13: for whom the vendor is controller, and what of whom is kept for what and how long."""
    entry = vendor.entry()
    shown = notice.of(entry) | {"vendor": entry, "contact": vendor.privacy(), "here": "privacy"}
    return render(request, "site/privacy.html", shown)


@to_read
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "site/cookies.html", {"items": items(), "here": "privacy"})


@to_read
def agreement_text(request: HttpRequest) -> HttpResponse:
    """The agreement in force, to read before it is accepted."""
    shown = {"clauses": wording.CLAUSES, "version": wording.VERSION, "digest": wording.digest().hex()}
    return render(request, "site/agreement_text.html", shown | {"title": wording.TITLE, "here": "gdpr"})


@to_read
def regions(request: HttpRequest) -> HttpResponse:
    """Cells that this installation has, with the place that the operator names."""
    rows = places()
    return render(request, "site/regions.html", {"rows": rows, "first": dict(rows)["eu"], "here": "plans"})


@to_read
def orders(request: HttpRequest) -> HttpResponse:
    """How often authorities ordered data, by year: counts alone."""
    return render(request, "site/transparency.html", {"figures": figures(), "here": "gdpr"})


@to_read
def your_data(request: HttpRequest) -> HttpResponse:
    """Where to ask: about what we keep ourselves, and about what a customer of ours keeps."""
    shown = {"vendor": vendor.entry(), "contact": vendor.privacy(), "here": "rights"}
    return render(request, "site/rights.html", shown)


@to_read
def gpc(request: HttpRequest) -> HttpResponse:
    """That Global Privacy Control is honoured (W3C GPC, section 4)."""
    return JsonResponse({"gpc": True, "lastUpdate": GPC_SINCE})


@to_read
def logo(request: HttpRequest) -> HttpResponse:
    """The vendor's own mark, as a picture that can do nothing. Raises `NotFound` where none is set."""
    path = settings.ICTDESK_SITE.logo
    if not path:
        raise NotFound
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}
    return HttpResponse(Path(path).read_bytes(), content_type="image/svg+xml", headers=headers)


@to_read
def colour(request: HttpRequest) -> HttpResponse:
    """The vendor's colour for buttons, with what is readable on it."""
    own = brand(settings.ICTDESK_SITE.color)
    return HttpResponse(
        f":root{{--brand:{own.fill};--on-brand:{own.on}}}\n", content_type="text/css; charset=utf-8"
    )
