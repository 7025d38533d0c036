"""Until when somebody has to be told: hours as data by law, counted as hours (Regulation (EEC, Euratom) 1182/71, Art. 3(4)).

Weekends and holidays count. A law that changes its hours is another dated file.
"""

import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

CHECKED_ON = "2026-11-30"
DATA = Path(__file__).parent / "data"
UK = frozenset({"GB", "UK"})


@dataclass(frozen=True, slots=True)
class Regime:
    """`hours`: the law's outer bound. `own_hours`: what we aim at."""

    code: str
    law: str
    hours: int
    own_hours: int
    addressee: str
    source: str


@dataclass(frozen=True, slots=True)
class Due:
    """Our own target, and the outer bound."""

    own: datetime
    outer: datetime

    def is_late(self, now: datetime) -> bool:
        """Whether the outer bound is over: the notice then says why (Art. 33(1))."""
        return now > self.outer


@cache
def regimes() -> dict[str, Regime]:
    """By code."""
    with (DATA / f"regimes-{CHECKED_ON}.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Regime(**row | {"hours": int(row["hours"]), "own_hours": int(row["own_hours"])})  # type: ignore[arg-type]
            for row in csv.DictReader(lines)
        }


def regime_of(country: str) -> Regime:
    """By the country of whoever answers; the Union's where it is unknown."""
    code = "UK" if country[:2] in UK else country[:2]
    return regimes().get(code, regimes()["EU"])


def due(aware_at: datetime, regime: Regime) -> Due:
    """Every hour counts."""
    return Due(aware_at + timedelta(hours=regime.own_hours), aware_at + timedelta(hours=regime.hours))
