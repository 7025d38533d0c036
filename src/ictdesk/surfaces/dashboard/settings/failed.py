"""Mail that did not arrive or was not taken in, of all inboxes, with the reason and a way on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ictdesk.desk.mail import commands, dropped, troubles
from ictdesk.desk.mail.models import OutgoingMail, Suppression
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried


@require_GET
@desk_view(needs="workspace.manage")
def failed(request: DeskRequest) -> HttpResponse:
    """The newest of each kind."""
    shown = {
        "undelivered": troubles.undelivered(),
        "held": troubles.held(),
        "left_alone": troubles.left_alone(),
        "dropped": dropped.newest(),
        "section": "settings",
        "tab": "failed",
    }
    return render(request, "settings/failed.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def again(request: DeskRequest, inbox_id: UUID, mail_id: UUID) -> HttpResponse:
    """Tries a mail anew."""
    sent: OutgoingMail = OutgoingMail.objects.find(id=mail_id, conversation__inbox=inbox_id)
    act = lambda: commands.send_again(actor=request.actor, mail=sent)  # noqa: E731
    return tried(request, "settings-failed", act, _("It is tried again."))


@require_POST
@desk_view(needs="workspace.manage")
def allow(request: DeskRequest, inbox_id: UUID, suppression_id: UUID) -> HttpResponse:
    """Lets mail go to an address again."""
    row: Suppression = Suppression.objects.find(id=suppression_id, mail__conversation__inbox=inbox_id)
    act = lambda: commands.lift_suppression(actor=request.actor, suppression=row)  # noqa: E731
    return tried(request, "settings-failed", act, _("Mail goes to this address again."))
