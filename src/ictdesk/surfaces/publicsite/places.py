"""Where workspaces can live."""

from django.conf import settings


def places() -> list[tuple[str, str]]:
    """The cells of this installation, each with the place where it is."""
    return sorted((code, place.words) for code, place in settings.ICTDESK_PLACES.items())
