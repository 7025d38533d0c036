"""Orders of authorities: the vendor's register and its steps; a customer sees those of which it was told."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.ids import parse_id
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.breach_case import incomplete
from ictdesk.surfaces.dashboard.privacy.breach_forms import Moment, Words
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.orders import commands, queries, states
from ictdesk.trust.orders.commands.handle import Order
from ictdesk.trust.orders.states import Checked

STATES = {
    "received": gettext_lazy("To check"),
    "checked": gettext_lazy("Checked: waits for a second person"),
    "agreed": gettext_lazy("Agreed: may be answered"),
    "disclosed": gettext_lazy("Answered"),
    "refused": gettext_lazy("Refused"),
}
LACKS = {
    "authentic": gettext_lazy("it is not shown to be genuine"),
    "competent": gettext_lazy("its sender is not shown to be competent"),
    "based": gettext_lazy("no law is named that obliges us"),
    "narrow": gettext_lazy("it asks for everything"),
    "agreement": gettext_lazy("no international agreement makes it count here (Art. 48)"),
}


class OrderForm(forms.Form):
    """As it came."""

    authority = forms.CharField(label=gettext_lazy("Authority or court"), max_length=200)
    country = forms.CharField(label=gettext_lazy("Its country, two letters"), max_length=2)
    reference = forms.CharField(label=gettext_lazy("Its number"), max_length=80, required=False)
    law = forms.CharField(label=gettext_lazy("On which law"), max_length=300)
    asks = Words(label=gettext_lazy("What it asks for"), help_text=gettext_lazy("Name nobody."))
    received_at = Moment(label=gettext_lazy("Received at (UTC)"))
    workspace = forms.CharField(label=gettext_lazy("Address of the workspace"), max_length=63, required=False)
    urgent = forms.BooleanField(label=gettext_lazy("It claims an emergency"), required=False)


class CheckForm(forms.Form):
    """Validity, and the narrowest scope."""

    authentic = forms.BooleanField(label=gettext_lazy("It is genuine"), required=False)
    competent = forms.BooleanField(label=gettext_lazy("Its sender is competent"), required=False)
    based = forms.BooleanField(label=gettext_lazy("A law obliges us"), required=False)
    narrow = forms.BooleanField(label=gettext_lazy("It names people or things and a time"), required=False)
    foreign = forms.BooleanField(label=gettext_lazy("It comes from outside of the EEA"), required=False)
    agreement = forms.CharField(label=gettext_lazy("International agreement"), max_length=300, required=False)
    scope = Words(label=gettext_lazy("The narrowest scope that answers it"))


class BarForm(forms.Form):
    """Why the customer may not be told yet."""

    bar = forms.CharField(label=gettext_lazy("Law that bars telling the customer"), max_length=300)
    barred_until = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"})
    )


class RefuseForm(forms.Form):
    reason = Words(label=gettext_lazy("Why it is refused"))


class NoForm(forms.Form):
    """A button."""


@require_http_methods(["GET", "POST"])
@desk_view(needs="records.keep")
def orders(request: DeskRequest) -> HttpResponse:
    """Each form is one act; in a customer's workspace there is nothing to do."""
    if not request.of_vendor:
        if request.method == "POST":
            raise NotFound
        shown = {"section": "privacy", "rows": queries.about_us(request.actor)}
        return render(request, "privacy/orders.html", shown)
    if request.method != "POST":
        return _kept(request)
    act = request.POST.get("act", "")
    if act not in ACTS:
        return tried(request, "privacy-orders", incomplete, "")
    kind, run = ACTS[act]
    form = kind(request.POST)
    if accepted(form, lambda: run(request, form.cleaned_data)):
        return back(request, "privacy-orders", _("Saved."))
    return _kept(request, status=422, wrong=form, act=act)


def _kept(
    request: DeskRequest, *, status: int = 200, wrong: forms.Form | None = None, act: str = ""
) -> HttpResponse:
    lines = queries.orders(request.actor)
    shown = {
        "section": "privacy",
        "lines": [_line(one, request.user.id) for one in lines],
        "order_form": wrong if act == "receive" else OrderForm(),
        "wrong": wrong if act != "receive" else None,
        "figures": queries.figures(),
    }
    return render(request, "privacy/orders_kept.html", shown, status=status)


def _line(one: queries.Line, me: UUID) -> dict[str, Any]:
    row = one.row
    return {
        "line": one,
        "row": row,
        "state": STATES[row.state],
        "lacks": [LACKS[name] for name in one.lacks],
        "over": row.state in states.OVER,
        "to_agree": row.state == "checked" and not one.lacks and row.checked_by != me,
        "check_form": CheckForm(auto_id=f"{row.number}_%s"),
        "bar_form": BarForm(auto_id=f"{row.number}_%s"),
        "refuse_form": RefuseForm(auto_id=f"{row.number}_%s"),
    }


def _id(request: DeskRequest) -> UUID:
    return parse_id(request.POST.get("order", ""))


def _receive(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.receive_order(actor=request.actor, order=Order(**said))


def _check(request: DeskRequest, said: dict[str, Any]) -> None:
    scope = said.pop("scope")
    commands.check_order(actor=request.actor, order_id=_id(request), checked=Checked(**said), scope=scope)


def _agree(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.agree_to_order(actor=request.actor, order_id=_id(request))


def _tell(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.tell_of_order(actor=request.actor, order_id=_id(request))


def _bar(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.bar_telling(actor=request.actor, order_id=_id(request), **said)


def _disclose(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.disclose_order(actor=request.actor, order_id=_id(request))


def _refuse(request: DeskRequest, said: dict[str, Any]) -> None:
    commands.refuse_order(actor=request.actor, order_id=_id(request), **said)


type Run = Callable[[DeskRequest, dict[str, Any]], None]
ACTS: dict[str, tuple[type[forms.Form], Run]] = {
    "receive": (OrderForm, _receive),
    "check": (CheckForm, _check),
    "agree": (NoForm, _agree),
    "tell": (NoForm, _tell),
    "bar": (BarForm, _bar),
    "disclose": (NoForm, _disclose),
    "refuse": (RefuseForm, _refuse),
}
