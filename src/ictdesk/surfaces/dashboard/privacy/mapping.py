"""The data map as a picture, and the same as a table. Each box is a link that leaves its own fields in the light."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ictdesk.kernel.datamap import registry
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.picture import draw
from ictdesk.surfaces.dashboard.settings.data_map import line


@require_GET
@desk_view(needs="rights.read")
def data_map(request: DeskRequest) -> HttpResponse:
    """All of it, or with `show` what passes through one box."""
    picture = draw(registry.of_workspace(), request.GET.get("show", ""))
    rows = [
        (one.table, line(one.column, one.entry)) for one in picture.fields if isinstance(one.entry, Personal)
    ]
    chosen = next((node for _word, nodes in picture.columns for node in nodes if node.chosen), None)
    shown = {"picture": picture, "chosen": chosen, "rows": rows, "section": "privacy"}
    return render(request, "privacy/map.html", shown)
