"""The pages of consent: to confirm a question that came by mail, and to see and change one's choices. No sign-in: the link is the key.

Looking changes nothing, since mail scanners follow links; only a button does. They say nothing about whose address it is.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import asking, commands, queries, tokens
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer
from ictdesk.surfaces.requester.language import kept
from ictdesk.surfaces.requester.public import public

US = System("consent.pages")


@require_http_methods(["GET", "HEAD", "POST"])
@public("request_form")
def agree(request: HttpRequest, entry: WorkspaceEntry, token: str) -> HttpResponse:
    """Shows what is asked; the button says yes."""
    with workspace_scope(entry.id):
        asked: ConsentEvent = ConsentEvent.objects.select_related("purpose").find(
            id=tokens.question_of(token)
        )
        words = queries.wording_of(asked.purpose, asked.language, asked.version)
        url = tokens.choices_url(entry.slug, bytes(asked.digest))
        shown = {"workspace": workspaces.workspace(), "words": words, "url": kept(request, url)}
    if request.method != "POST":
        return render(request, "requester/agree.html", shown)
    try:
        with workspace_scope(entry.id):
            commands.confirm(actor=US, token=token)
    except AlreadySo:
        pass  # the same yes
    except (Conflict, NotFound) as error:
        said = _("This link is over.") if isinstance(error, NotFound) else _(error.detail)
        return render(request, "requester/agree.html", shown | {"problem": said}, status=409)
    return render(request, "requester/agreed.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@public("request_form")
def choices(request: HttpRequest, entry: WorkspaceEntry, token: str) -> HttpResponse:
    """What this address was asked, and what it answered; ticked is yes. One button keeps it all."""
    if request.method == "POST":
        _keep(request, entry, token)
        return redirect(kept(request, f"{request.path}?kept=1"))
    with workspace_scope(entry.id):
        found = queries.choices_of(tokens.choices_of(token))
        rows = [
            {
                "purpose": purpose,
                "words": queries.wording_of(purpose, get_language() or ""),
                "on": asking.fits(state),
            }
            for purpose, state in found
        ]
        shown = {"workspace": workspaces.workspace(), "rows": rows, "kept": "kept" in request.GET}
        return render(request, "requester/choices.html", shown)


def _keep(request: HttpRequest, entry: WorkspaceEntry, token: str) -> None:
    """Only what changed is written down; a no for everything is one click too."""
    wanted = set() if "none" in request.POST else set(request.POST.getlist("on"))
    said: Mapping[str, Any] = {
        "how": "page",
        "place": "choices",
        "gpc": request.headers.get("Sec-GPC") == "1",
    }
    with workspace_scope(entry.id):
        for purpose, state in queries.choices_of(tokens.choices_of(token)):
            on = purpose.key in wanted
            if on == asking.fits(state) and (on or state.state in ("withdrawn", "refused")):
                continue
            state_now: Answer = "given" if on else "withdrawn"
            with suppress(AlreadySo):
                commands.choose(actor=US, purpose=purpose, token=token, state=state_now, how=Said(**said))


@require_POST
@public("request_form", ours=False)
def stop(request: HttpRequest, entry: WorkspaceEntry, token: str, purpose_id: UUID) -> HttpResponse:
    """One click of a mail program (RFC 8058): ends one purpose. A second time it is the same. Says nothing about anybody."""
    if request.POST.get("List-Unsubscribe") != "One-Click":
        raise Invalid("Nothing was changed.")
    with workspace_scope(entry.id):
        purpose: ConsentPurpose = ConsentPurpose.objects.find(id=purpose_id)
        said = Said("mail", place="one-click")
        with suppress(AlreadySo):
            commands.choose(actor=US, purpose=purpose, token=token, state="withdrawn", how=said)
    return HttpResponse(_("Done."), content_type="text/plain; charset=utf-8")
