"""The mail of one inbox: what a first mail is answered with, what answers go out from, and a test of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.mail import addresses, commands, trial, troubles
from ictdesk.desk.mail.models import MailSetting
from ictdesk.desk.senders import commands as senders
from ictdesk.desk.senders import queries as sender_queries
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view
from ictdesk.surfaces.dashboard.settings.mail_forms import MailForm, SenderForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def mail(request: DeskRequest, inbox_id: UUID) -> HttpResponse:
    """Address and confirmation."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    setting = MailSetting.objects.filter(inbox=inbox).first()
    form = MailForm(request.POST or None, initial={"receipt": setting.receipt if setting else ""})

    def save() -> None:
        commands.set_mail(actor=request.actor, inbox=inbox, receipt=form.cleaned_data["receipt"])

    if request.method == "POST" and accepted(form, save):
        return back(request, "settings-mail", inbox_id=inbox_id)
    return render(request, "settings/mail.html", _shown(request, inbox, form, _sender_form(inbox, None)))


@require_POST
@desk_view(needs="workspace.manage")
def sender(request: DeskRequest, inbox_id: UUID) -> HttpResponse:
    """Chooses what answers go out from."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    form = _sender_form(inbox, request.POST)

    def save() -> None:
        id_ = form.cleaned_data["domain"]
        domain = SenderDomain.objects.find(id=id_) if id_ else None
        local = form.cleaned_data["local"]
        senders.set_sender(actor=request.actor, inbox=inbox, domain=domain, local=local)

    if accepted(form, save):
        return back(request, "settings-mail", inbox_id=inbox_id)
    setting = MailSetting.objects.filter(inbox=inbox).first()
    receipt = MailForm(initial={"receipt": setting.receipt if setting else ""})
    return render(request, "settings/mail.html", _shown(request, inbox, receipt, form))


@require_POST
@desk_view(needs="workspace.manage")
def test(request: DeskRequest, inbox_id: UUID) -> Outside:
    """Sends a mail to whoever asks, and shows each step."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    letter = trial.letter(inbox, request.user.email)
    part = request.headers.get("HX-Request") == "true"

    def send() -> HttpResponse:
        shown = {
            "steps": trial.run(letter),
            "good": _("It was accepted. Look into the mailbox of %(to)s.") % {"to": request.user.email},
            "home": reverse("settings-mail", args=[request.workspace.slug, inbox_id]),
            "of": inbox.name,
            "section": "settings",
            "tab": "inboxes",
        }
        with workspace_scope(request.workspace.id):
            return render(request, "settings/steps.html" if part else "settings/trial.html", shown)

    return Outside(send)


def _sender_form(inbox: Inbox, said: Any) -> SenderForm:
    chosen = sender_queries.chosen(inbox)
    domains = list(SenderDomain.objects.filter(verified_at__isnull=False).order_by("domain"))
    choices = [("", _("the desk's own address")), *((str(one.id), one.domain) for one in domains)]
    local, _at, name = chosen.partition("@")
    now = next((str(one.id) for one in domains if one.domain == name), "")
    return SenderForm(
        said, domains=choices, initial={"domain": now, "local": local or inbox.mail_local or "support"}
    )


def _shown(request: DeskRequest, inbox: Inbox, form: MailForm, sender_form: SenderForm) -> dict[str, Any]:
    own, chosen = sender_queries.sender_of(inbox), sender_queries.chosen(inbox)
    return {
        "form": form,
        "sender_form": sender_form,
        "inbox": inbox,
        "mail": addresses.address_of(inbox, request.workspace),
        "sender": own.address if own else "",
        "lost": chosen if chosen and not own else "",
        "undelivered": len(troubles.undelivered(inbox)),
        "section": "settings",
        "tab": "inboxes",
    }
