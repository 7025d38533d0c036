"""What templates need beyond Django's: built files by their name, icons, initials."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ictdesk.surfaces.dashboard.office import groups
from ictdesk.surfaces.dashboard.words import ROLE_WORDS

register = template.Library()
BUILT = "build/"
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""The first sign that is found decides: a browser also names those it descends from."""


def manifest() -> dict[str, str]:
    """The built files: what they are called, and the name with the hash of their content."""
    path = f"{settings.PACKAGE}/static/{BUILT}manifest.json"
    try:
        return _read(path, os.stat(path).st_mtime_ns)  # noqa: PTH116 - asked for ten times a page
    except FileNotFoundError:
        return {}


@cache
def _read(path: str, changed: int) -> dict[str, str]:
    names: dict[str, str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return names


@register.simple_tag
def built(name: str) -> str:
    """The address of a built file; empty when it was not built."""
    file = manifest().get(name)
    return _address(file) if file else ""


@cache
def _address(file: str) -> str:
    return static(BUILT + file)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the icons of the sprite. It stands beside words, so it says nothing itself."""
    return format_html(
        '<svg class="icon" width="16" height="16" aria-hidden="true"><use href="{}#{}"></use></svg>',
        built("icons.svg"),
        name,
    )


@register.filter
def initials(name: str) -> str:
    """Up to two letters that stand for a person."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in [*words[:1], *words[1:][-1:]]) or "·"


@register.filter
def starts(path: str, beginning: str) -> bool:
    """Whether the page's path lies under another: the item of a menu that one is in."""
    return path.startswith(beginning)


@register.filter
def role_word(role: str) -> str:
    """What a role is called."""
    return str(ROLE_WORDS[role])


BAR, GAP, TALL = 10, 3, 44


@register.filter
def bar_width(values: Sequence[tuple[object, int]]) -> int:
    """How wide a picture of these counts is, in its own units."""
    return len(values) * (BAR + GAP) - GAP if values else 0


@register.filter
def bars(values: Sequence[tuple[object, int]]) -> list[dict[str, object]]:
    """The bars of a small picture: the largest count is the tallest, and none is invisible."""
    most = max((count for _name, count in values), default=0) or 1
    drawn = []
    for at, (name, count) in enumerate(values):
        height = max(1, round(TALL * count / most))
        place = {"x": at * (BAR + GAP), "y": 48 - height, "width": BAR, "height": height}
        drawn.append({"name": name, "count": count, **place})
    return drawn


@register.filter
def moment(text: str) -> datetime:
    """The time that a shape holds as text."""
    return datetime.fromisoformat(text)


@register.filter
def browser(user_agent: str) -> str:
    """Which browser on which system, as far as its own words tell."""
    name = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return _("%(name)s on %(system)s") % {"name": name, "system": system} if system else name


@register.simple_tag(takes_context=True)
def office(context: Context, here: str) -> dict[str, object]:
    """The groups of the privacy office, and the one in which a page is."""
    found = groups(of_vendor=bool(getattr(context["request"], "of_vendor", False)))
    return {"groups": found, "current": next((one for one in found if one.holds(here)), found[0])}
