"""The plan of the workspace and how it is paid: an owner goes to the pages of the payment provider, and comes back."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_POST

from ictdesk.business.billing import checkout, following, invoices
from ictdesk.business.billing.amounts import money
from ictdesk.business.billing.models import BillingAccount
from ictdesk.business.billing.setting import stripe
from ictdesk.business.billing.states import LIVING
from ictdesk.business.plans.holding import in_force
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.plans import PLANS
from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError, Ending
from ictdesk.kernel.jobs import defer
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, View, desk_view

AGAIN = timedelta(seconds=10)
"""So long after a look whoever waits for their payment does not cause another one."""


class SeeOther(HttpResponseRedirect):
    """After a form: what is there is fetched, not sent (RFC 9110, 15.4.4)."""

    status_code = 303


def leads_to_stripe(view: View) -> View:
    """A page whose forms may lead to the pages of the payment provider; scripts and pictures of theirs stay out."""

    @wraps(view)
    def run(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        set_up = stripe()
        pages = [CSP.SELF, *(set_up.pages() if set_up else ())]
        answer: HttpResponse = csp_override({**settings.SECURE_CSP, "form-action": pages})(view)(
            request, *given, **named
        )
        return answer

    return run


@require_GET
@leads_to_stripe
@desk_view(needs="owner.manage")
def plan(request: DeskRequest) -> HttpResponse:
    """What is held, what is paid, and the way to pay."""
    held = Subscription.objects.filter(workspace_id=request.workspace.id).first()
    account = BillingAccount.objects.filter(workspace_id=request.workspace.id).first()
    living = account is not None and account.state in LIVING
    waits = "paid" in request.GET and account is not None and not living
    if waits:
        _look(account)
    now = in_force(held, clock.now()) if held else None
    members = following.members()
    set_up = stripe()
    sold = [one for one in PLANS if set_up and set_up.price_of(one.key)] if held else []
    shown = {
        "held": held,
        "plan": now,
        "trial": held is not None and held.trial_ends_at is not None and held.trial_ends_at > clock.now(),
        "account": account,
        "living": living,
        "waits": waits,
        "members": members,
        "sold": [(one, (one.price or 0) * members) for one in sold],
        "sells": set_up is not None,
        "next": money(account.next_total, account.currency)
        if account and account.next_total is not None
        else "",
        "invoices": [(one, money(one.total, one.currency)) for one in invoices.of(request.workspace.id)],
        "section": "settings",
        "tab": "plan",
    }
    return render(request, "settings/plan.html", shown)


def _look(account: BillingAccount | None) -> None:
    """Whoever comes back from paying does not wait for a notice that may be lost."""
    if account and (account.read_at is None or account.read_at < clock.now() - AGAIN):
        defer("billing.refresh", once="billing.refresh")


@require_POST
@desk_view(needs="owner.manage")
def pay(request: DeskRequest) -> Outside:
    """To the page for payment."""
    if request.workspace.ends_at is not None:
        raise Ending
    workspace, slug, email = request.workspace.id, request.workspace.slug, request.user.email
    key, seats = request.POST.get("plan", ""), following.members()
    return _away(
        request, lambda: checkout.begin(workspace=workspace, slug=slug, email=email, plan=key, seats=seats)
    )


@require_POST
@desk_view(needs="owner.manage")
def portal(request: DeskRequest) -> Outside:
    """To the page on which cards, addresses and the end of payment are looked after."""
    workspace, slug = request.workspace.id, request.workspace.slug
    return _away(request, lambda: checkout.portal(workspace=workspace, slug=slug))


@require_GET
@desk_view(needs="owner.manage")
def invoice(request: DeskRequest, invoice_id: UUID) -> Outside:
    """To an invoice."""
    workspace = request.workspace.id
    return _away(request, lambda: checkout.invoice(workspace=workspace, row=invoice_id))


def _away(request: DeskRequest, ask: Callable[[], str]) -> Outside:
    """There, or back to the plan with the reason why not."""
    home = reverse("settings-plan", args=[request.workspace.slug])

    def go() -> HttpResponse:
        try:
            return SeeOther(ask())
        except DomainError as error:
            if error.status == 404:
                raise
            messages.error(request, _(error.detail))
            return HttpResponseRedirect(home)

    return Outside(go)
