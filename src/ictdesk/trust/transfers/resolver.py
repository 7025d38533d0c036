"""Which instrument carries a flow, for each law that protects the people: a table of rows, read from the top; the first that fits decides.

Sources: Art. 44-49 GDPR; Decision (EU) 2021/914 and 2021/915; EDPB Guidelines 05/2021; ICO, 15 January 2026 (return to a
controller); FDPIC, 27 August 2021 (Swiss adaptations). Nothing here reads the clock or the database.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ictdesk.trust.transfers.adequacy import Decision
from ictdesk.trust.transfers.flows import HOME, Flow, Regime

type Kind = Literal["none", "measures", "unrestricted", "adequacy", "clauses"]
type Module = Literal[1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Instrument:
    """`row`: which row of the table decided. `kind` "none": it is no transfer; "measures": none, but Art. 24 and 32 ask for
    measures; "unrestricted": a transfer that the law leaves free. `fallback`: the module that carries it from the day on which
    the decision falls. `added`: what is put on top of the clauses. `gaps`: what the instrument leaves open, in words.
    """

    regime: Regime
    row: str
    kind: Kind
    module: Module | None = None
    fallback: Module | None = None
    decision: Decision | None = None
    added: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def needs_assessment(self) -> bool:
        """Clauses do (C-311/18); a decision that covers certified companies alone may end for one of them on any day."""
        return self.kind == "clauses" or (self.decision is not None and self.decision.scope == "certified")


@dataclass(frozen=True, slots=True)
class Asked:
    """One flow under one law on one day, with the decisions that are known."""

    flow: Flow
    regime: Regime
    on: date
    decisions: tuple[Decision, ...]

    @property
    def home(self) -> bool:
        return self.flow.importer.seat in HOME[self.regime]

    @property
    def adequate(self) -> Decision | None:
        found = (one for one in self.decisions if one.regime == self.regime)
        return next((one for one in found if one.covers(self.flow, self.on)), None)

    def roles(self, exporter: str, importer: str) -> bool:
        return self.flow.exporter.role == exporter and self.flow.importer.role == importer


@dataclass(frozen=True, slots=True)
class Row:
    """A row that decides: for whom it is, and what it gives."""

    key: str
    fits: Callable[[Asked], bool]
    kind: Kind
    module: Module | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """A row that adds to what was decided: on top of the clauses, or as a gap that is said."""

    key: str
    fits: Callable[[Asked, Row], bool]
    added: str = ""
    gap: str = ""


CARRIED: tuple[Row, ...] = (
    Row("returned", lambda a: a.flow.returns and a.roles("processor", "controller"), "clauses", 4),
    Row("between_controllers", lambda a: a.flow.importer.role == "controller", "clauses", 1),
    Row("onward", lambda a: a.roles("processor", "processor") and _abroad(a), "clauses", 3),
    Row("to_sub_processor", lambda a: a.flow.exporter.role == "processor", "clauses", 3),
    Row("to_processor", lambda a: a.flow.exporter.role == "controller", "clauses", 2),
)
"""Which module of 2021/914 it is, by the roles of the two."""
TABLE: tuple[Row, ...] = (
    Row("inside", lambda a: a.home, "none"),
    Row("own_people", lambda a: a.flow.same_company, "measures"),
    Row(
        "returned_from_uk",
        lambda a: a.regime == "UK" and a.flow.returns and a.roles("processor", "controller"),
        "unrestricted",
    ),
    Row("certified", lambda a: a.adequate is not None and a.adequate.scope == "certified", "adequacy"),
    Row("adequate", lambda a: a.adequate is not None, "adequacy"),
    *CARRIED,
)
EXTRAS: tuple[Extra, ...] = (
    Extra("uk_addendum", lambda a, r: a.regime == "UK" and r.kind == "clauses", added="UK Addendum B1.0"),
    Extra("swiss", lambda a, r: a.regime == "CH" and r.kind == "clauses", added="Swiss adaptations"),
    Extra(
        "onward_clause",
        lambda _a, r: r.key == "onward",
        added="Clause 8.8 (onward transfer)",
    ),
    Extra(
        "contract",
        lambda a, r: r.key == "inside" and a.regime == "EU" and a.flow.importer.role == "processor",
        added="Decision (EU) 2021/915 (Art. 28 GDPR)",
    ),
    Extra(
        "looked_at",
        lambda a, r: a.flow.looks_in and r.kind in ("clauses", "adequacy"),
        gap="It is read from afar: that is a transfer to whoever reads it (EDPB Guidelines 05/2021).",
    ),
    Extra(
        "own_measures",
        lambda _a, r: r.kind == "measures",
        gap="Own people abroad are no transfer; Art. 24 and 32 GDPR ask for measures against the law of that country.",
    ),
    Extra(
        "under_gdpr",
        lambda a, r: a.regime == "EU" and a.flow.importer.under_gdpr and r.kind == "clauses",
        gap=(
            "The importer is itself subject to the GDPR (Art. 3(2)). The clauses are not made for that (2021/914, recital 7), "
            "and the Commission has not adopted others; they are signed all the same."
        ),
    ),
)


def instrument(
    flow: Flow,
    regime: Regime,
    on: date,
    decisions: Iterable[Decision],
    *,
    table: tuple[Row, ...] = TABLE,
    extras: tuple[Extra, ...] = EXTRAS,
) -> Instrument:
    """What carries a flow under one law on a day. Raises `LookupError` when no row fits; a test shows that one always does."""
    asked = Asked(flow, regime, on, tuple(decisions))
    row = next((one for one in table if one.fits(asked)), None)
    if row is None:
        raise LookupError(f"no row for {flow}")
    rests = row.kind == "adequacy"
    found = [one for one in extras if one.fits(asked, row)]
    return Instrument(
        regime,
        row.key,
        row.kind,
        module=row.module,
        fallback=next(one.module for one in CARRIED if one.fits(asked)) if rests else None,
        decision=asked.adequate if rests else None,
        added=tuple(one.added for one in found if one.added),
        gaps=tuple(one.gap for one in found if one.gap),
    )


def instruments(flow: Flow, on: date, decisions: Iterable[Decision]) -> tuple[Instrument, ...]:
    """One for each law that protects the people: several laws mean several instruments at once."""
    known = tuple(decisions)
    return tuple(instrument(flow, regime, on, known) for regime in flow.regimes)


def _abroad(asked: Asked) -> bool:
    """Whether the exporter is itself outside the law's countries, and got the data under clauses."""
    return asked.flow.exporter.seat not in HOME[asked.regime]
