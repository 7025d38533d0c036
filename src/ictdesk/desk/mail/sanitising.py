"""An HTML mail made harmless for a page of its own: no script, no style, no address but links and pictures that we serve.

Nothing is changed after the sanitiser: work on its result has undone it elsewhere. It is run anew each time
a mail is shown, so that an old mail meets the newest rules.
"""

from collections.abc import Callable
from dataclasses import dataclass

import nh3

from ictdesk.desk.mail.html_text import DEEPEST, LARGEST, depth

TAGS = set(
    "a abbr b big blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 "
    "hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr u ul".split()
)
"""Never svg, math, style, noscript, template or a form: with these a harmless text is read a second time as another."""
DROPPED = {
    "head",
    "iframe",
    "math",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
}
SIZED = {"align", "valign", "width", "height", "bgcolor"}
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "font": {"color", "size", "face"},
    "img": {"src", "alt", "width", "height"},
    "table": SIZED | {"border", "cellpadding", "cellspacing"},
    "td": SIZED | {"colspan", "rowspan"},
    "th": SIZED | {"colspan", "rowspan"},
    "tr": SIZED,
    "div": {"align"},
    "p": {"align"},
    "ol": {"start", "type"},
    "li": {"value"},
}
LINKS = ("http://", "https://", "mailto:", "tel:")

type Picture = Callable[[str], str | None]
"""Our own address for a picture's source, or None to leave the picture out."""


@dataclass(frozen=True, slots=True)
class Harmless:
    """What may be shown, and how many pictures of other machines were left out."""

    html: str
    blocked: int


class TooDeep(Exception):
    """No letter is nested like this, and a parser may take minutes for it."""


def harmless(source: str, picture: Picture) -> Harmless:
    """Takes time in proportion to the length. Raises `TooDeep`, before any parser has seen it."""
    source = source[:LARGEST]
    if depth(source) > DEEPEST:
        raise TooDeep
    blocked = 0

    def attribute(tag: str, name: str, value: str) -> str | None:
        nonlocal blocked
        if name == "href":
            return value if value.strip().lower().startswith(LINKS) else None
        if name != "src":
            return value
        ours = picture(value.strip())
        blocked += ours is None and not value.strip().lower().startswith("cid:")
        return ours

    html = nh3.clean(
        source,
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return Harmless(html, blocked)
