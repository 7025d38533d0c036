"""The register of transfers: each is worked out of a sub-processor's facts and the vendor's seat; nobody writes it down.

A transfer is one receiver in one country. `states` of one:

open       a needed assessment is missing, or a changed fact opened it again
late       its assessment is older than the day on which it was to be looked at again
stands     an instrument is in force, and the assessment says to go on
refused    no instrument is in force, or the assessment says to stop: the gate lets nothing pass
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from django.conf import settings

from ictdesk.kernel import clock
from ictdesk.trust.subprocessors import facts as known_facts
from ictdesk.trust.subprocessors import states
from ictdesk.trust.subprocessors.facts import Facts
from ictdesk.trust.subprocessors.models import SubProcessor
from ictdesk.trust.transfers import known
from ictdesk.trust.transfers.adequacy import Decision
from ictdesk.trust.transfers.flows import HOME, REGIMES, Flow, Party, Regime, Role
from ictdesk.trust.transfers.models import TransferAssessment
from ictdesk.trust.transfers.resolver import Instrument, instruments

type State = Literal["open", "late", "stands", "refused"]

CLAUSES: dict[Regime, str] = {
    "EU": "Decision (EU) 2021/914",
    "UK": "UK Addendum B1.0",
    "CH": "Swiss adaptations",
}
STRICT: tuple[Regime, ...] = ("EU", "UK")
"""Under these laws nothing goes without an instrument. What Swiss law lacks is shown."""
CITED = ("role", "scope", "services", "categories", "storage", "access", "measures", "chain", "clauses")
"""Facts of a sub-processor that an assessment rests on."""
ON_THE_WAY = ("draft", "assessed", *states.SHOWN)
DECIDED = ("approved", "reopened")


@dataclass(frozen=True)
class Transfer:
    """`row` is None for what customers give to the vendor itself. `assessment`: the newest one that was signed."""

    key: str
    country: str
    name: str
    row: SubProcessor | None
    facts: Facts | None
    instruments: tuple[Instrument, ...]
    assessment: TransferAssessment | None
    draft: TransferAssessment | None
    today: date

    @property
    def lacking(self) -> tuple[Regime, ...]:
        """Laws under which no instrument is in force: clauses carry only what somebody signed."""
        signed = self.signed
        return tuple(
            one.regime for one in self.instruments if one.kind == "clauses" and one.regime not in signed
        )

    @property
    def signed(self) -> frozenset[Regime]:
        """Laws whose clauses are in the signed agreement. Customers sign ours, which has all of them."""
        if self.row is None or self.facts is None:
            return frozenset(REGIMES)
        return frozenset(self.facts.clauses) if self.row.dpa_signed_on else frozenset()

    @property
    def listed(self) -> bool:
        """Whether it leaves the EEA, or needs more than a decision of adequacy under another law."""
        return any(
            one.kind != "none" and (one.regime == "EU" or one.needs_assessment) for one in self.instruments
        )

    @property
    def needs_assessment(self) -> bool:
        return any(one.needs_assessment for one in self.instruments)

    @property
    def stopped(self) -> str:
        """Why nothing may go there; empty when it may."""
        missing = [CLAUSES[one] for one in self.lacking if one in STRICT]
        if missing:
            return f"For {self.country} no instrument is in force; its agreement lacks: {', '.join(missing)}."
        if self.assessment is not None and self.assessment.conclusion == "suspend":
            return f"The assessment of its transfer to {self.country} says to stop."
        return ""

    @property
    def state(self) -> State:
        if self.stopped:
            return "refused"
        if self.assessment is None:
            return "open" if self.needs_assessment else "stands"
        if self.assessment.state == "reopened":
            return "open"
        late = self.assessment.review_on is not None and self.assessment.review_on <= self.today
        return "late" if late else "stands"

    @cached_property
    def cited(self) -> dict[str, str]:
        """The facts that an assessment of today rests on."""
        found = {f"law {one.regime}": _said(one) for one in self.instruments}
        found["vendor"] = settings.ICTDESK_SITE.country
        if self.facts is not None:
            kept = known_facts.kept(self.facts)
            found["company"] = _digest({name: kept[name] for name in CITED})
            found["framework"] = f"{self.facts.dpf_status} {' '.join(self.facts.dpf_for)}".strip()
        return found


def transfers(today: date | None = None, only: SubProcessor | None = None) -> list[Transfer]:
    """All of them, by their key; `only`: those of one sub-processor."""
    today = today or clock.now().date()
    rows: Iterable[SubProcessor] = (
        [only] if only else SubProcessor.objects.filter(state__in=ON_THE_WAY).order_by("key")
    )
    decisions = known.decisions()
    found: list[Transfer] = [] if only else _own(today, decisions)
    found += [one for row in rows for one in _of(row, today, decisions)]
    return _assessed(found)


def find(key: str) -> Transfer | None:
    return next((one for one in transfers() if one.key == key), None)


def _own(today: date, decisions: tuple[Decision, ...]) -> list[Transfer]:
    """What customers in the EEA, the United Kingdom and Switzerland give to the vendor, where it sits elsewhere."""
    seat = settings.ICTDESK_SITE.country
    flow = {
        regime: Flow(Party("controller", min(HOME[regime])), Party("processor", seat), (regime,))
        for regime in REGIMES
    }
    carried = tuple(one for regime in REGIMES for one in instruments(flow[regime], today, decisions))
    made = Transfer(seat, seat, settings.ICTDESK_SITE.legal_name, None, None, carried, None, None, today)
    return [made] if made.listed else []


def _of(row: SubProcessor, today: date, decisions: tuple[Decision, ...]) -> list[Transfer]:
    facts = known_facts.read(row.facts)
    found = []
    for country in sorted({*facts.storage, *facts.access}):
        carried = instruments(flow_to(facts, country), today, decisions)
        made = Transfer(f"{row.key}-{country}", country, facts.name, row, facts, carried, None, None, today)
        found += [made] if made.listed else []
    return found


def flow_to(facts: Facts, country: str) -> Flow:
    """Of what customers keep the vendor is the processor; of its own dealings with them it is the controller."""
    ours: Role = "processor" if facts.scope == "customer_data" else "controller"
    theirs: Role = "controller" if facts.role == "controller" and ours == "controller" else "processor"
    certified: frozenset[Regime] = frozenset(facts.dpf_for) if facts.dpf_status == "active" else frozenset()
    return Flow(
        Party(ours, settings.ICTDESK_SITE.country),
        Party(theirs, country, certified=certified),
        REGIMES,
        looks_in=country not in facts.storage,
    )


def _assessed(found: list[Transfer]) -> list[Transfer]:
    keys = [one.key for one in found]
    rows = TransferAssessment.objects.filter(transfer__in=keys).order_by("version")
    signed = {row.transfer: row for row in rows if row.state in DECIDED}
    drafts = {row.transfer: row for row in rows if row.state in ("draft", "in_review")}
    return [replace(one, assessment=signed.get(one.key), draft=drafts.get(one.key)) for one in found]


def _said(one: Instrument) -> str:
    act = f"{one.decision.act} until {one.decision.until or '-'}" if one.decision else ""
    return " ".join(part for part in (one.row, f"module {one.module}" if one.module else "", act) if part)


def _digest(of: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()
