"""Every route that there is, as it is written down."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from ictdesk.surfaces.realtime.routes import FILE, PUBLIC, SOCKET


def routes() -> Iterator[str]:
    """Of Django and of the gateway."""
    yield from (SOCKET, FILE, *(path for _method, path in PUBLIC))
    yield from _of(get_resolver().url_patterns)


def _of(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        yield str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _of(one.url_patterns)
