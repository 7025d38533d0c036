"""The end of the workspace: an owner asks for it, and takes it back."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import access
from ictdesk.desk.workspaces import commands
from ictdesk.kernel import clock
from ictdesk.privacy.endings import blocking
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view, prove_again
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried

FRESH = timedelta(minutes=5)
"""So long ago at most somebody proved who they are, before the end is asked for."""


class EndForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the workspace"),
        max_length=120,
        help_text=gettext_lazy("Type it, so that nothing ends by mistake."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@require_http_methods(["GET", "POST"])
@desk_view(needs="owner.manage")
def end(request: DeskRequest) -> HttpResponse:
    """What the end means, and the form that asks for it; whoever sends it has just proved who they are."""
    fresh = access.proved_at(request.session) > clock.now() - FRESH
    form = EndForm(request.POST or None)
    if request.method == "POST" and not fresh:
        return redirect(prove_again(request))
    if request.method == "POST" and accepted(
        form, lambda: commands.ask_end(actor=request.actor, **form.cleaned_data)
    ):
        return back(
            request, "settings-end", _("The workspace comes to its end. Every owner is told by mail.")
        )
    shown = {
        "form": form,
        "fresh": fresh,
        "prove": prove_again(request),
        "days": settings.ICTDESK_END_DAYS,
        "blocked": blocking.reasons() if request.workspace.ends_at else {},
        "over": request.workspace.ends_at is not None and request.workspace.ends_at <= clock.now(),
        "section": "settings",
        "tab": "end",
    }
    return render(request, "settings/end.html", shown)


@require_POST
@desk_view(needs="owner.manage")
def keep(request: DeskRequest) -> HttpResponse:
    """Takes it back."""
    return tried(
        request,
        "settings-end",
        lambda: commands.take_end_back(actor=request.actor),
        _("The workspace goes on. Everything can be written again."),
    )
