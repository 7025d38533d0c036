"""Who processes for the vendor: a page, JSON, a feed (RFC 4287), and mail for whoever wants to hear of changes."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from ictdesk.business.vendor import queries as vendor
from ictdesk.business.vendor import words
from ictdesk.business.vendor import writing as letters
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.publicsite.forms import NewsletterForm
from ictdesk.surfaces.publicsite.page import page, to_read
from ictdesk.surfaces.publicsite.writing import answered, sent
from ictdesk.trust.subprocessors import queries
from ictdesk.trust.subprocessors.facts import kept
from ictdesk.trust.transfers import register as transfers

UNTOLD = ("dpa_hash", "incidents", "source")
"""Of the facts, what is for the register alone."""


@to_read
def listed(request: HttpRequest) -> HttpResponse:
    carried = _carried()
    lines = [(line, carried.get(line.row.key, [])) for line in queries.listed()]
    return render(request, "site/subprocessors.html", {"lines": lines, "here": "gdpr"})


@to_read
def as_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    carried = _carried()
    found = [_said(line) | {"transfers": carried.get(line.row.key, [])} for line in queries.listed()]
    return JsonResponse({"subprocessors": found})


@to_read
def as_feed(request: HttpRequest) -> HttpResponse:
    """An entry for each announcement, and each that came into use or left."""
    page = f"{settings.ICTDESK_BASE_URL}{reverse('site-subprocessors')}"
    feed = Atom1Feed(
        title=f"{settings.ICTDESK_SITE.name}: sub-processors",
        link=page,
        description="Changes among the sub-processors",
        feed_url=f"{settings.ICTDESK_BASE_URL}{reverse('site-subprocessors-feed')}",
    )
    for line in queries.listed():
        at = line.row.announced_at or _midnight(line.row.active_on)
        feed.add_item(
            title=f"{line.facts.name}: {line.row.state}",
            link=f"{page}#{line.row.key}",
            description=line.facts.services,
            unique_id=f"urn:uuid:{line.row.id}",
            pubdate=at,
            updateddate=_midnight(line.row.left_on) if line.row.left_on else at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@page
def news(request: HttpRequest) -> HttpResponse:
    """Asks the mailbox's owner by mail, as the newsletter does."""
    form = NewsletterForm(request.POST or None)
    with workspace_scope(vendor.entry().id):
        shown = {"words": letters.wording(words.SUBPROCESSORS), "here": "gdpr"}
    if form.is_bound and form.is_valid():
        gpc = request.headers.get("Sec-GPC") == "1"
        said = {"address": form.cleaned_data["email"], "gpc": gpc, "key": words.SUBPROCESSORS}
        if sent(form, letters.newsletter, **said) is not None:
            return render(request, "site/asked.html", shown)
    return answered(request, "site/newsletter.html", form, shown)


def _carried() -> dict[str, list[dict[str, Any]]]:
    """By sub-processor: into which country, what carries it under each law, and when it was assessed last."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in transfers.transfers():
        if one.row is None:
            continue
        laws = [
            {"law": by.regime, "instrument": by.kind, "module": by.module, "added": list(by.added)}
            | {"decision": by.decision.act if by.decision else None, "agreed": by.regime not in one.lacking}
            for by in one.instruments
            if by.kind != "none"
        ]
        at = one.assessment.decided_at if one.assessment else None
        said = {"country": one.country, "laws": laws, "assessed_on": at.date() if at else None}
        found.setdefault(one.row.key, []).append(said)
    return found


def _said(line: queries.Line) -> dict[str, Any]:
    facts = {name: value for name, value in kept(line.facts).items() if name not in UNTOLD}
    row = line.row
    return facts | {
        "key": row.key,
        "state": row.state,
        "announced_at": row.announced_at,
        "in_use_since": row.active_on,
        "left_on": row.left_on,
        "reviewed_on": row.reviewed_on,
    }


def _midnight(day: Any) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None
