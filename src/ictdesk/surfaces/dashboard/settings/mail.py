"""The mail of one inbox: what a first mail is answered with, and what did not arrive."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.mail import addresses, commands, dropped, troubles
from ictdesk.desk.mail.models import MailSetting, OutgoingMail, Suppression
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.mail_forms import MailForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried


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
        "undelivered": troubles.undelivered(inbox),
        "left_alone": troubles.left_alone(inbox),
        "dropped": dropped.newest(inbox),
        "section": "settings",
        "tab": "inboxes",
    }
    return render(request, "settings/mail.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def again(request: DeskRequest, inbox_id: UUID, mail_id: UUID) -> HttpResponse:
    """Tries a mail anew."""
    sent: OutgoingMail = OutgoingMail.objects.find(id=mail_id, conversation__inbox=inbox_id)
    return tried(
        request,
        "settings-mail",
        lambda: commands.send_again(actor=request.actor, mail=sent),
        _("It is tried again."),
        inbox_id=inbox_id,
    )


@require_POST
@desk_view(needs="workspace.manage")
def allow(request: DeskRequest, inbox_id: UUID, suppression_id: UUID) -> HttpResponse:
    """Lets mail go to an address again."""
    row: Suppression = Suppression.objects.find(id=suppression_id, mail__conversation__inbox=inbox_id)
    return tried(
        request,
        "settings-mail",
        lambda: commands.lift_suppression(actor=request.actor, suppression=row),
        _("Mail goes to this address again."),
        inbox_id=inbox_id,
    )
