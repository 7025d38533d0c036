"""How the chat will look: drawn from what stands in the form, before it is saved."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import current_notice
from ictdesk.surfaces.dashboard.brand import brand
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view

ASKED = (("ask_name", _("Your name")), ("ask_email", _("Your e-mail address")))


@desk_view(needs="workspace.manage")
@require_http_methods(["GET", "POST"])
def preview(request: DeskRequest) -> HttpResponse:
    """The picture alone, of what is sent or else of what is set; it changes nothing."""
    return render(request, "settings/preview.html", {"preview": drawn(request.workspace, request.POST)})


def drawn(workspace: Workspace, sent: Mapping[str, str]) -> dict[str, object]:
    """What the picture shows; what the form does not name is as it is set."""
    notice = current_notice()
    ground = brand(sent.get("color", workspace.color))
    return {
        "title": workspace.name if "ask_name" in sent else sent.get("name", workspace.name),
        "greeting": sent.get("greeting", workspace.greeting),
        "offline": sent.get("offline_text", ""),
        "notice": notice.text if notice else "",
        "fill": ground.fill,
        "on": "light" if ground.on == "#ffffff" else "dark",
        "asked": [(word, sent[name] == "required") for name, word in ASKED if sent.get(name)],
    }
