"""Which authority somebody may complain to (Art. 77 GDPR), from dated files."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKED_ON = "2026-11-23"
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Authority:
    name: str
    website: str


@cache
def authorities() -> dict[str, Authority]:
    """By country ("IE") and, in Germany, by state ("DE-BY")."""
    found: dict[str, Authority] = {}
    for name in (f"authorities-{CHECKED_ON}.csv", f"authorities-germany-{CHECKED_ON}.csv"):
        with (DATA / name).open(encoding="utf-8", newline="") as lines:
            found |= {
                row["code"]: Authority(row["authority"], row["website"]) for row in csv.DictReader(lines)
            }
    return found


def authority_of(country: str) -> Authority | None:
    """The authority of a country or state; a state without its own has its country's. None for another place."""
    known = authorities()
    return known.get(country) or known.get(country.partition("-")[0])
