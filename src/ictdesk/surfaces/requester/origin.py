"""Whether a form comes from one of our own pages, told by what the browser says itself: no cookie, no token.

Source: W3C Fetch Metadata (`Sec-Fetch-Site`), RFC 6454 (`Origin`). A browser sends at least one of them with every form that is posted; a
script can set neither. Who sends none is no browser, and holds nothing that another website could make use of.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest

from ictdesk.kernel.errors import NotAllowed

OURS = ("same-origin", "none")


class FromElsewhere(NotAllowed):
    code = "from_elsewhere"
    sentence = "This form was sent from another website. Nothing was changed."


def must_be_ours(request: HttpRequest) -> None:
    """Raises `FromElsewhere`."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        ours = site in OURS
    else:
        ours = origin is None or urlsplit(origin).netloc == request.get_host()
    if not ours:
        raise FromElsewhere
