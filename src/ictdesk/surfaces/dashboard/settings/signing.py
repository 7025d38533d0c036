"""The keys with which a website signs who its visitors are: make one, see it once, withdraw it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.workspaces import commands, queries
from ictdesk.desk.workspaces.models import Inbox, SigningKey
from ictdesk.kernel.errors import Conflict
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.saving import tried


@require_http_methods(["GET", "POST"])
@desk_view(needs="workspace.manage")
def keys(request: DeskRequest, inbox_id: UUID) -> HttpResponse:
    """An inbox's keys. A new secret is in the answer to the form itself: nothing keeps it."""
    inbox: Inbox = Inbox.objects.find(id=inbox_id)
    secret, problem = "", ""
    if request.method == "POST":
        try:
            _key, secret = commands.make_signing_key(actor=request.actor, inbox=inbox)
        except Conflict as error:
            problem = error.detail
    valid = queries.signing_keys_of(request.actor, inbox)
    shown = {
        "inbox": inbox,
        "secret": secret,
        "problem": problem,
        "rows": valid,
        "section": "settings",
        "tab": "inboxes",
    }
    return render(request, "settings/signing.html", shown)


@require_POST
@desk_view(needs="workspace.manage")
def withdraw(request: DeskRequest, inbox_id: UUID, key_id: UUID) -> HttpResponse:
    """Withdraws a key."""
    key: SigningKey = SigningKey.objects.find(id=key_id, inbox_id=inbox_id)
    return tried(
        request,
        "settings-signing",
        lambda: commands.withdraw_signing_key(actor=request.actor, signing_key=key),
        _("The key signs nobody in any more."),
        inbox_id=inbox_id,
    )
