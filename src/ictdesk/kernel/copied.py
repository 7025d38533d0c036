"""Which kinds of places `ictdesk backup` has copied this installation to: certificates name them as residual copies."""

import json
from pathlib import Path

from django.conf import settings

FILE = "copies.json"


def note(kind: str, stamp: str) -> None:
    """`kind` is *folder* or *bucket*. Written whole or not at all."""
    place = _file()
    draft = place.with_suffix(".draft")
    draft.write_text(json.dumps(kinds() | {kind: stamp}, sort_keys=True), encoding="ascii")
    draft.replace(place)


def kinds() -> dict[str, str]:
    """The newest copy of each kind; none before the first one."""
    place = _file()
    found: dict[str, str] = json.loads(place.read_text(encoding="ascii")) if place.exists() else {}
    return found


def _file() -> Path:
    return Path(settings.ICTDESK_DATA) / FILE
