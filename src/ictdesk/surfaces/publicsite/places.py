"""Where workspaces can live."""

from django.conf import settings


def places() -> list[tuple[str, str]]:
    """The cells of this installation, each with the place that the operator names."""
    known = settings.ICTDESK_SITE.regions
    cells = sorted(name.removeprefix("cell_") for name in settings.DATABASES if name.startswith("cell_"))
    return [(code, known.get(code, code)) for code in cells]
