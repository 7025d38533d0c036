"""How to reach a database without Django: for the gateway's and the worker's own connections."""

from django.conf import settings


def conninfo(alias: str) -> str:
    """The libpq address of a database, as the application's role."""
    return str(settings.ICTDESK_DSNS[alias])
