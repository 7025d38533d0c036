"""API keys: make one, see it once, withdraw it."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.people import commands, queries
from ictdesk.kernel import clock
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.settings.forms import NewKeyForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, tried
from ictdesk.surfaces.dashboard.words import SCOPE_WORDS


@require_http_methods(["GET", "POST"])
@desk_view(needs="key.manage")
def all_keys(request: DeskRequest) -> HttpResponse:
    """The list, and a form for another.

    A new key is in the answer to the form itself: a redirect would have to keep the secret somewhere.
    """
    form = NewKeyForm(request.POST or None)
    secret = ""

    def make() -> None:
        nonlocal secret
        sent = form.cleaned_data
        ends = clock.now() + timedelta(days=int(sent["ends"])) if sent["ends"] else None
        _key, secret = commands.make_api_key(
            actor=request.actor, name=sent["name"], scopes=sent["scopes"], expires_at=ends
        )

    if request.method == "POST" and accepted(form, make):
        form = NewKeyForm()
    shown = {"form": form, "secret": secret, "rows": _rows(request), "section": "settings", "tab": "keys"}
    return render(request, "settings/keys.html", shown)


@require_POST
@desk_view(needs="key.manage")
def revoke(request: DeskRequest, key_id: UUID) -> HttpResponse:
    """Withdraws a key."""
    key = queries.keys_for(request.actor).find(id=key_id)
    return tried(
        request,
        "settings-keys",
        lambda: commands.revoke_api_key(actor=request.actor, key=key),
        _("The key opens nothing any more."),
    )


def _rows(request: DeskRequest) -> list[dict[str, object]]:
    """The keys that are in force, newest first."""
    now = clock.now()
    keys = queries.keys_for(request.actor).filter(revoked_at__isnull=True).select_related("made_by")
    queries.opened([key.made_by for key in keys])
    return [
        {
            "id": key.id,
            "name": key.name,
            "scopes": [SCOPE_WORDS[scope] for scope in key.scopes],
            "made_by": key.made_by.name,
            "created_at": key.created_at,
            "expires_at": key.expires_at,
            "over": key.expires_at is not None and key.expires_at <= now,
            "last_used_on": key.last_used_on,
        }
        for key in keys
    ]
