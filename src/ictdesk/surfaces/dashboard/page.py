"""What every page's template is given."""

from django.http import HttpRequest

from ictdesk.desk.people import rules
from ictdesk.kernel.actor import Engineer
from ictdesk.surfaces.dashboard.settings.tabs import tabs_for


def build(request: HttpRequest) -> dict[str, object]:
    """The path; in a workspace also who looks at it and what they may do; `visit` for the vendor's people."""
    shown: dict[str, object] = {"path": request.path}
    actor = getattr(request, "actor", None)
    if actor is not None:
        can = rules.rights_of(actor)
        visit = actor if isinstance(actor, Engineer) else None
        shown |= {
            "actor": actor,
            "workspace": getattr(request, "workspace", None),
            "can": can,
            "settings_tabs": [] if visit else tabs_for(can),
            "visit": visit,
        }
    return shown
