"""What every page's template is given."""

from django.http import HttpRequest

from ictdesk.desk.people import rules

THEME_COOKIE = "theme"
THEMES = ("light", "dark")


def build(request: HttpRequest) -> dict[str, object]:
    """Theme and path; in a workspace also who looks at it and what they may do."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    shown: dict[str, object] = {"theme": theme if theme in THEMES else "", "path": request.get_full_path()}
    actor = getattr(request, "actor", None)
    if actor is not None:
        shown |= {"actor": actor, "workspace": getattr(request, "workspace", None), "can": rules.rights_of(actor)}
    return shown
