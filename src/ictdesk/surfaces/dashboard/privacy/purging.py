"""Purging many at once: choosing whom, proposing it, and a second member who reads and confirms it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.contacts import queries as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.people import queries as people
from ictdesk.kernel.errors import DomainError, Invalid, NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.privacy.purges import commands, queries, states
from ictdesk.privacy.purges.commands.propose import MOST
from ictdesk.privacy.purges.models import PurgeOrder
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.forms import ProposeForm, QuietForm
from ictdesk.surfaces.dashboard.privacy.purge_shown import lines, people_lines, plan_lines
from ictdesk.surfaces.dashboard.settings.saving import back, tried

NEWEST = 50


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def all_purges(request: DeskRequest) -> HttpResponse:
    """Every order, newest first. What was chosen is proposed by POST."""
    if request.method == "POST":
        return _propose(request)
    orders = list(queries.orders_for(request.actor).order_by("-proposed_at", "id")[:NEWEST])
    shown = {
        "orders": [(order, states.STATES[order.state], states.REASONS[order.reason]) for order in orders],
        "open": any(order.state in states.OPEN for order in orders),
        "form": QuietForm(),
        "most": MOST,
        "section": "privacy",
    }
    return render(request, "privacy/purges.html", shown)


@require_POST
@desk_view(needs="rights.read")
def choose(request: DeskRequest) -> HttpResponse:
    """What would go of whom, before anybody proposes it. Changes nothing."""
    try:
        found = _chosen(request)
    except DomainError as error:
        messages.error(request, error.detail)
        return redirect("privacy-purges", slug=request.workspace.slug)
    rows, plan = queries.preview(request.actor, [one.subject_id for one in found], "erase")
    shown = {
        "lines": lines(rows),
        "free": sum(not row.held for row in rows),
        "plan": plan_lines(plan),
        "form": ProposeForm(),
        "section": "privacy",
    }
    return render(request, "privacy/purge_choose.html", shown)


@require_GET
@desk_view(needs="rights.read")
def one_purge(request: DeskRequest, order_id: UUID) -> HttpResponse:
    """To be read before it is confirmed; then how far it is."""
    order: PurgeOrder = queries.orders_for(request.actor).find(id=order_id)
    names = {member.id: member.name for member in people.members_of(request.actor)}
    listed = queries.people_of(order)
    shown: dict[str, Any] = {
        "order": order,
        "state": states.STATES[order.state],
        "reason": states.REASONS[order.reason],
        "proposed_by": names.get(order.proposed_by, ""),
        "settled_by": names.get(order.settled_by, ""),
        "own": order.proposed_by == request.actor.id,
        "count": len(listed),
        "section": "privacy",
    }
    if order.state == "proposed":
        rows, plan = queries.preview(request.actor, [one.person_id for one in listed], order.mode)
        shown |= {"lines": lines(rows), "plan": plan_lines(plan)}
    else:
        shown |= people_lines(listed, queries.runs_of(listed))
    return render(request, "privacy/purge.html", shown)


@require_POST
@desk_view(needs="rights.read")
def step(request: DeskRequest, order_id: UUID, verb: str) -> HttpResponse:
    """Confirms or drops it; a refusal stands on the page, and nothing has changed."""
    order: PurgeOrder = queries.orders_for(request.actor).find(id=order_id)

    def act() -> object:
        if verb == "drop":
            return commands.drop_purge(actor=request.actor, order=order)
        if verb == "confirm":
            return commands.confirm_purge(actor=request.actor, order=order, count=_count(request))
        raise NotFound

    return tried(request, "privacy-purge", act, _("Done."), order_id=order.id)


def _propose(request: DeskRequest) -> HttpResponse:
    form = ProposeForm(request.POST)
    try:
        found = _chosen(request)
        if not form.is_valid():
            raise Invalid(str(next(iter(form.errors.values()))[0]))
        order = commands.propose_purge(
            actor=request.actor, subjects=[one.subject_id for one in found], **form.cleaned_data
        )
    except DomainError as error:
        messages.error(request, error.detail)
        return HttpResponseRedirect(reverse("privacy-purges", kwargs={"slug": request.workspace.slug}))
    return back(request, "privacy-purge", _("Proposed. Another member confirms it."), order_id=order.id)


def _chosen(request: DeskRequest) -> list[Contact]:
    """By hand, or whoever was not seen since a day. Raises `Invalid`, and `NotFound` for one who is not there."""
    if "before" in request.POST:
        form = QuietForm(request.POST)
        if not form.is_valid():
            raise Invalid(str(next(iter(form.errors.values()))[0]))
        found = contacts.not_seen_since(request.actor, form.cleaned_data["before"], MOST)
        if not found:
            raise Invalid(_("Everybody was seen since then."))
        return found
    ids = {parse_id(one) for one in request.POST.getlist("contact")}
    if not 1 <= len(ids) <= MOST:
        raise Invalid(_("Choose 1 to %(most)s people.") % {"most": MOST})
    found = list(contacts.contacts_for(request.actor).filter(id__in=ids).order_by("last_seen_at", "id"))
    if len(found) != len(ids):
        raise NotFound
    return found


def _count(request: DeskRequest) -> int:
    said = request.POST.get("count", "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0
