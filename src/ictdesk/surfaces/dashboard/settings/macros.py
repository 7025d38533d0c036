"""Macros: several changes under one name."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people.rules import may
from ictdesk.desk.tickets import commands, rules
from ictdesk.desk.tickets.models import Macro
from ictdesk.desk.tickets.queries import macro_shown, macros_for
from ictdesk.desk.workspaces.placeholders import PLACEHOLDERS
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.macro_form import MacroForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

WORDS = [f"{{{{{name}}}}}" for name in PLACEHOLDERS]


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.tag")
def all_macros(request: DeskRequest) -> HttpResponse:
    """Those that one may use, and a form for another."""
    form = _form(request)
    if request.method == "POST" and accepted(
        form, lambda: commands.make_macro(actor=request.actor, **form.sent())
    ):
        return back(request, "settings-macros", _("The macro is ready. In the inbox, press W."))
    rows = [
        {**macro_shown(one), "may_change": rules.can_change_macro(request.actor, one, one.shared)}
        for one in macros_for(request.actor)
    ]
    return _page(request, "settings/macros.html", form=form, rows=rows)


@require_http_methods(["GET", "POST"])
@desk_view(needs="conversation.tag")
def one_macro(request: DeskRequest, macro_id: UUID) -> HttpResponse:
    """Its name, and what it does."""
    macro = macros_for(request.actor).find(id=macro_id)
    form = _form(request, macro)
    if request.method == "POST" and accepted(
        form, lambda: commands.change_macro(actor=request.actor, macro=macro, **form.sent())
    ):
        return back(request, "settings-macros")
    return _page(request, "settings/macro.html", form=form, macro=macro)


@require_POST
@desk_view(needs="conversation.tag")
def delete(request: DeskRequest, macro_id: UUID) -> HttpResponse:
    """Deletes it."""
    macro = macros_for(request.actor).find(id=macro_id)
    return tried(
        request,
        "settings-macros",
        lambda: commands.delete_macro(actor=request.actor, macro=macro),
        _("The macro was deleted."),
    )


def _form(request: DeskRequest, macro: Macro | None = None) -> MacroForm:
    initial = MacroForm.initial_of(macro.name, macro.shared, macro.actions) if macro else {}
    return MacroForm(request.POST or None, initial=initial, may_share=may(request.actor, "workspace.manage"))


def _page(request: DeskRequest, template: str, **shown: object) -> HttpResponse:
    return render(request, template, {**shown, "placeholders": WORDS, "section": "settings", "tab": "macros"})
