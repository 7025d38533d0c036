"""Who runs this installation, as its public pages say it: `ICTDESK_SITE_FILE`, a TOML file. Read once, strictly.

Without the file the pages name the makers of ICTDesk; `ictdesk check-deploy` says so.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Site:
    """The vendor. `contact` empty: the address of its own workspace. `lead`: who looks after data protection, by name."""

    name: str = "ICTDesk"
    legal_name: str = "ICT Innovations"
    place: str = "Multan, Pakistan"
    country: str = "PK"
    contact: str = ""
    lead: str = ""
    color: str = "#0b7570"
    logo: str = ""
    """Path of an SVG file, shown instead of ICTDesk's own mark."""
    workspace: str = "vendor"
    """Address of the vendor's own workspace, when it is made."""
    regions: Mapping[str, str] = field(default_factory=lambda: {"eu": "European Union"})
    """Code of a cell to where it is."""
    count_returning: bool = False
    """Whether visitors of the site are asked to let their browser remember the day, so that those who come back are counted."""


def read(path: Path) -> Site:
    """Raises `ValueError` with a sentence that names the key, `OSError` when there is no such file."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {one.name: one for one in fields(Site)}
    for key, value in said.items():
        if key not in known:
            raise ValueError(f"there is no key {key!r}; known are {', '.join(known)}")
        _check(key, value)
    return Site(**said)


def _check(key: str, value: Any) -> None:
    if key == "regions":
        good = isinstance(value, dict) and all(isinstance(one, str) and one for one in value.values())
    elif key == "count_returning":
        good = isinstance(value, bool)
    else:
        good = isinstance(value, str) and len(value) <= 200 and "\n" not in value
    if not good:
        raise ValueError(f"{key!r} cannot be {value!r}")
    if key == "color" and not COLOR.fullmatch(value):
        raise ValueError("'color' is written #rrggbb")
    if key == "country" and not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError("'country' is two capital letters")
    if key == "workspace" and not SLUG.fullmatch(value):
        raise ValueError("'workspace' is small letters, digits and -")
    if key == "logo" and value and not (value.endswith(".svg") and Path(value).is_file()):
        raise ValueError("'logo' is the path of an SVG file")
