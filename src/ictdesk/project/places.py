"""Where the cells of an installation are, as its data folder says."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell is: in words, and the country (ISO 3166-1)."""

    words: str
    country: str


def place_of(folder: Path, code: str) -> Place:
    """Raises `ValueError` for a file that was spoilt, `OSError` when there is none."""
    said = json.loads(file_of(folder, code).read_text(encoding="utf-8"))
    return Place(str(said["place"]), str(said["country"]))


def file_of(folder: Path, code: str) -> Path:
    return folder / "regions" / code / "region.json"
