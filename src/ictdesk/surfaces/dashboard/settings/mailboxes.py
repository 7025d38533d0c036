"""The mailboxes elsewhere that are read into inboxes: add one, test it, switch it off, take it away."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.mailboxes import accounts, commands, problems, trial
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.mailbox_form import MailboxForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def all_mailboxes(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another."""
    inboxes = [(str(one.id), one.name) for one in Inbox.objects.filter(active=True).order_by("id")]
    form = MailboxForm(request.POST or None, inboxes=inboxes)

    def add() -> None:
        inbox: Inbox = Inbox.objects.find(id=form.cleaned_data["inbox"])
        commands.add_mailbox(actor=request.actor, inbox=inbox, **form.given())

    if request.method == "POST" and accepted(form, add):
        return back(request, "settings-mailboxes", _("It is read from now on."))
    shown = {"form": form, "rows": _rows(), "section": "settings", "tab": "mailboxes"}
    return render(request, "settings/mailboxes.html", shown)


def _rows() -> list[dict[str, Any]]:
    rows = Mailbox.objects.select_related("inbox").order_by("id")
    return [{"row": row, "why": problems.sentence(row.reason) if row.reason else ""} for row in rows]


@require_POST
@desk_view(needs="workspace.manage")
def test(request: DeskRequest, mailbox_id: UUID) -> Outside:
    """Goes all the steps up to the folder, and shows each."""
    account = accounts.of(Mailbox.objects.find(id=mailbox_id))
    part = request.headers.get("HX-Request") == "true"

    def go() -> HttpResponse:
        shown = {
            "steps": trial.run(account),
            "good": _("The mailbox can be read."),
            "home": reverse("settings-mailboxes", args=[request.workspace.slug]),
            "of": _("Mailboxes"),
            "section": "settings",
            "tab": "mailboxes",
        }
        with workspace_scope(request.workspace.id):
            return render(request, "settings/steps.html" if part else "settings/trial.html", shown)

    return Outside(go)


@require_POST
@desk_view(needs="workspace.manage")
def switch(request: DeskRequest, mailbox_id: UUID) -> HttpResponse:
    """On or off, whatever it was not."""
    row: Mailbox = Mailbox.objects.find(id=mailbox_id)
    on = not row.active
    act = lambda: commands.switch_mailbox(actor=request.actor, mailbox=row, shown=on)  # noqa: E731
    return tried(request, "settings-mailboxes", act, _("It is read again.") if on else _("It is left alone."))


@require_POST
@desk_view(needs="workspace.manage")
def remove(request: DeskRequest, mailbox_id: UUID) -> HttpResponse:
    """Takes it away, with its secret."""
    row: Mailbox = Mailbox.objects.find(id=mailbox_id)
    act = lambda: commands.remove_mailbox(actor=request.actor, mailbox=row)  # noqa: E731
    return tried(request, "settings-mailboxes", act, _("It is read no more."))
