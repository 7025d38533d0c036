"""Decisions that a country protects data well enough (Art. 45 GDPR; s.17A DPA 2018; Annex 1 of the Swiss ordinance), as dated facts.

A decision counts from `since` until `until` (the first day on which it counts no more). What ends earlier than is shipped
here is noted in the register (`commands.end_adequacy`), without a new version of the software.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ictdesk.trust.transfers.flows import Flow, Regime

type Scope = Literal["all", "certified", "commercial"]
EUR_LEX = "eur-lex.europa.eu"


@dataclass(frozen=True, slots=True)
class Decision:
    """`scope`: everybody there, those certified under the Data Privacy Framework, or the private sector alone.
    `not_from`: exporters for whom it does not count yet.
    """

    regime: Regime
    code: str
    territory: str
    act: str
    since: date
    until: date | None = None
    scope: Scope = "all"
    not_from: frozenset[str] = frozenset()
    source: str = EUR_LEX
    note: str = ""
    checked_on: date = date(2026, 11, 23)

    @property
    def key(self) -> str:
        return f"{self.regime}:{self.code}"

    def covers(self, flow: Flow, on: date) -> bool:
        """Whether this flow may rest on it on a day."""
        to = flow.importer
        if self.code != to.seat or on < self.since or (self.until is not None and on >= self.until):
            return False
        if flow.exporter.seat in self.not_from:
            return False
        return {
            "all": True,
            "certified": self.regime in to.certified,
            "commercial": to.commercial,
        }[self.scope]
