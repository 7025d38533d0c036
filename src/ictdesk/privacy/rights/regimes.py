"""The laws that a request is answered under, as dated facts.

Sources: Regulation (EU) 2016/679 Art. 12; UK GDPR Art. 12 and 12A (in force 5 February 2026); the Swiss data protection
act (FADP) with Art. 18 of its ordinance. A fact that changes gets a new entry with its date, and cases keep the one they began under.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext_noop as _

type Key = Literal["eu", "uk", "ch"]

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)


@dataclass(frozen=True, slots=True)
class Regime:
    """How long an answer may take, and what stops the clock."""

    key: Key
    name: str
    months: int
    """From receipt to the answer; 0 where the law counts days."""
    days: int
    further_months: int
    """How much longer with reasons; told inside the first period."""
    waits_for_identity: bool
    waits_for_detail: bool
    """Whether days do not count while the person is asked which data they mean (access only)."""
    period_in: str
    refusal_in: str
    checked_on: date


REGIMES: dict[Key, Regime] = {
    "eu": Regime(
        "eu", "GDPR", 1, 0, 2, True, False, _("Art. 12(3) GDPR"), "Art. 12(4) GDPR", date(2026, 11, 23)
    ),
    "uk": Regime(
        "uk", "UK GDPR", 1, 0, 2, True, True, _("Art. 12A UK GDPR"), "Art. 12(4) UK GDPR", date(2026, 11, 23)
    ),
    "ch": Regime(
        "ch", "FADP", 0, 30, 2, True, False, _("Art. 25(7) FADP"), "Art. 26 FADP", date(2026, 11, 23)
    ),
}


def of_country(country: str) -> Regime:
    """The regime of a country by its two letters. One that has none of these is answered as in the EU."""
    if country == "GB":
        return REGIMES["uk"]
    return REGIMES["ch"] if country == "CH" else REGIMES["eu"]
