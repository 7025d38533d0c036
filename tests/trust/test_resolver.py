"""Which instrument carries a flow: a table, each row of which decides some case."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import pytest

from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.transfers import resolver
from ictdesk.trust.transfers.flows import REGIMES, Flow, Party, Regime
from ictdesk.trust.transfers.resolver import EXTRAS, TABLE, Instrument, instrument, instruments
from ictdesk.trust.transfers.shipped import SHIPPED

TODAY = date(2026, 11, 30)
FROM_EEA = Party("controller", "DE")
OUR_EEA = Party("processor", "DE")
OUR_PK = Party("processor", "PK")
US = Party("processor", "US")
CERTIFIED = Party("processor", "US", certified=frozenset({"EU", "UK", "CH"}))


class Case(NamedTuple):
    name: str
    flow: Flow
    regime: Regime
    row: str
    kind: str
    module: int | None = None
    fallback: int | None = None
    added: str = ""
    gap: str = ""


def flow(exporter: Party, importer: Party, **more: Any) -> Flow:
    return Flow(exporter, importer, REGIMES, **more)


CASES = (
    Case(
        "a customer and a vendor in the EEA",
        flow(FROM_EEA, Party("processor", "NL")),
        "EU",
        "inside",
        "none",
        added="2021/915",
    ),
    Case("a customer to a vendor outside", flow(FROM_EEA, OUR_PK), "EU", "to_processor", "clauses", 2),
    Case("a vendor to a sub-processor outside", flow(OUR_EEA, US), "EU", "to_sub_processor", "clauses", 3),
    Case("a vendor outside to another outside", flow(OUR_PK, US), "EU", "onward", "clauses", 3, added="8.8"),
    Case(
        "a vendor back to its customer outside",
        flow(OUR_EEA, Party("controller", "US"), returns=True),
        "EU",
        "returned",
        "clauses",
        4,
    ),
    Case(
        "own contacts to a controller outside",
        flow(FROM_EEA, Party("controller", "US")),
        "EU",
        "between_controllers",
        "clauses",
        1,
    ),
    Case("a certified importer", flow(OUR_EEA, CERTIFIED), "EU", "certified", "adequacy", None, 3),
    Case(
        "an adequate country", flow(FROM_EEA, Party("processor", "JP")), "EU", "adequate", "adequacy", None, 2
    ),
    Case(
        "an importer under the GDPR itself",
        flow(FROM_EEA, Party("processor", "US", under_gdpr=True)),
        "EU",
        "to_processor",
        "clauses",
        2,
        gap="recital 7",
    ),
    Case(
        "out of the United Kingdom",
        flow(Party("controller", "GB"), OUR_PK),
        "UK",
        "to_processor",
        "clauses",
        2,
        added="UK Addendum B1.0",
    ),
    Case(
        "back from the United Kingdom",
        flow(Party("processor", "GB"), Party("controller", "US"), returns=True),
        "UK",
        "returned_from_uk",
        "unrestricted",
    ),
    Case(
        "out of Switzerland",
        flow(Party("controller", "CH"), OUR_PK),
        "CH",
        "to_processor",
        "clauses",
        2,
        added="Swiss adaptations",
    ),
    Case(
        "somebody else looks in from outside",
        flow(OUR_EEA, US, looks_in=True),
        "EU",
        "to_sub_processor",
        "clauses",
        3,
        gap="read from afar",
    ),
    Case(
        "own people look in from outside",
        flow(OUR_EEA, OUR_PK, looks_in=True, same_company=True),
        "EU",
        "own_people",
        "measures",
        gap="Art. 24 and 32",
    ),
)


def decided(case: Case, **more: Any) -> Instrument | None:
    try:
        return instrument(case.flow, case.regime, TODAY, SHIPPED, **more)
    except (LookupError, StopIteration):
        return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_flow_has_its_instrument(case: Case) -> None:
    found = decided(case)
    assert found is not None
    assert (found.row, found.kind, found.module, found.fallback) == (
        case.row,
        case.kind,
        case.module,
        case.fallback,
    )
    assert case.added in " ".join(found.added)
    assert bool(found.added) == bool(case.added)
    assert case.gap in " ".join(found.gaps)
    assert bool(found.gaps) == bool(case.gap)


@pytest.mark.parametrize("row", [*TABLE, *EXTRAS], ids=lambda row: row.key)
def test_without_any_row_some_case_comes_out_differently(row: Any) -> None:
    """The negative control: no row is there for nothing, and none is untried."""
    fewer = {
        "table": tuple(one for one in TABLE if one is not row),
        "extras": tuple(one for one in EXTRAS if one is not row),
    }
    assert any(decided(case) != decided(case, **fewer) for case in CASES), row.key


def test_each_row_has_a_name_of_its_own() -> None:
    assert not [
        key
        for key, count in Counter([row.key for row in TABLE] + [extra.key for extra in EXTRAS]).items()
        if count > 1
    ]


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("exporter", ["controller", "processor"])
@pytest.mark.parametrize("importer", ["controller", "processor"])
def test_some_row_always_decides(regime: Regime, exporter: Any, importer: Any) -> None:
    for seat in ("DE", "GB", "CH", "US", "PK"):
        for to in ("DE", "GB", "CH", "US", "PK", "CA"):
            for more in ({}, {"returns": True}, {"looks_in": True}, {"same_company": True}):
                made = flow(Party(exporter, seat), Party(importer, to), **more)
                assert instrument(made, regime, TODAY, SHIPPED).row


def test_several_laws_mean_several_instruments_at_once() -> None:
    """A customer in the EEA, end users in the United Kingdom, people who answer in the US."""
    mixed = Flow(FROM_EEA, US, ("EU", "UK"))
    eu, uk = instruments(mixed, TODAY, SHIPPED)
    assert (eu.module, eu.added) == (2, ())
    assert (uk.module, uk.added) == (2, ("UK Addendum B1.0",))


def test_a_decision_counts_from_its_day_until_its_end_and_for_whom_it_says() -> None:
    to_gb = flow(FROM_EEA, Party("processor", "GB"))
    days = {date(2021, 6, 27): "clauses", date(2021, 6, 28): "adequacy", date(2031, 12, 26): "adequacy"}
    days[date(2031, 12, 27)] = "clauses"
    for day, kind in days.items():
        assert instrument(to_gb, "EU", day, SHIPPED).kind == kind, day
    brazil = Party("processor", "BR")
    assert instrument(flow(FROM_EEA, brazil), "EU", TODAY, SHIPPED).kind == "adequacy"
    assert instrument(flow(Party("controller", "NO"), brazil), "EU", TODAY, SHIPPED).kind == "clauses"
    charity = Party("processor", "CA", commercial=False)
    assert instrument(flow(FROM_EEA, charity), "EU", TODAY, SHIPPED).kind == "clauses"
    assert instrument(flow(FROM_EEA, US), "EU", TODAY, SHIPPED).kind == "clauses", "not certified"


def test_the_shipped_decisions_are_dated_and_named_once() -> None:
    keys = Counter(one.key for one in SHIPPED)
    assert not [key for key, count in keys.items() if count > 1]
    for one in SHIPPED:
        assert one.act, one.key
        assert one.source, one.key
        assert one.since <= one.checked_on, one.key
        assert one.until is None or one.until > one.since, one.key
    assert {one.code for one in SHIPPED if one.regime == "EU"}.isdisjoint(EEA)


def test_modules_are_those_of_the_decision() -> None:
    assert {row.module for row in resolver.CARRIED} == {1, 2, 3, 4}
