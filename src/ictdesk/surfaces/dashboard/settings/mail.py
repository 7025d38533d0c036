"""The mail of one inbox: what a first mail is answered with."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ictdesk.desk.mail import addresses, commands, dropped
from ictdesk.desk.mail.models import MailSetting
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.mail_forms import MailForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def mail(request: DeskRequest, inbox_id: UUID) -> HttpResponse:
    """Address, confirmation, and what was not taken in."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    setting = MailSetting.objects.filter(inbox=inbox).first()
    form = MailForm(request.POST or None, initial={"receipt": setting.receipt if setting else ""})

    def save() -> None:
        commands.set_mail(actor=request.actor, inbox=inbox, receipt=form.cleaned_data["receipt"])

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-mail", inbox_id=inbox_id)
    shown = {
        "form": form,
        "inbox": inbox,
        "mail": addresses.address_of(inbox, request.workspace),
        "dropped": dropped.newest(inbox),
        "section": "settings",
        "tab": "inboxes",
    }
    return render(request, "settings/mail.html", shown)
