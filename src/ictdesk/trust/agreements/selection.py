"""Which clauses are chosen, in a form that programs read (Decision (EU) 2021/914 and 2021/915; UK Addendum B1.0).

The texts themselves are incorporated by reference: nobody may alter them, only choose and fill in (clause 2).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from ictdesk.kernel.errors import Invalid
from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.transfers.adequacy import Decision
from ictdesk.trust.transfers.flows import Flow, Party, Regime
from ictdesk.trust.transfers.resolver import Instrument, instruments

INSIDE = "Decision (EU) 2021/915"
ABROAD = "Decision (EU) 2021/914"
ADDENDUM = "UK International Data Transfer Addendum, version B1.0"
LAW_OF_OTHERS = "IE"
"""Whose law the clauses are under when the customer sits outside the EEA: they want one of a Member State (clause 17)."""
COURTS_OF: dict[bool, str] = {True: "of the Member State in which the customer sits", False: "of Ireland"}


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """One set of clauses under one law. Fields are named by their clauses; a null one does not apply."""

    regime: Regime
    set: str
    module: int | None = None
    row: str
    clause7: bool = True
    clause9a: Literal["specific", "general"] | None = None
    clause9a_period_days: int | None = None
    clause11a: bool = False
    clause13_alt: int | None = None
    clause17_option: int | None = None
    clause17_law: str | None = None
    clause18_courts: str | None = None
    added: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    addendum: dict[str, Any] | None = None


def chosen(
    *,
    country: str,
    laws: tuple[Regime, ...],
    seat: str,
    representative: bool,
    days: int,
    on: date,
    decisions: Iterable[Decision],
) -> list[Selection]:
    """For a customer in `country` whose people are protected by `laws`, and a vendor in `seat`: what the customer gives to the vendor, and
    what comes back from a vendor in the EEA to a customer outside (module four)."""
    known = tuple(decisions)
    there = instruments(Flow(Party("controller", country), Party("processor", seat), laws), on, known)
    found = [_of(one, country, representative, days) for one in there]
    back = Flow(Party("processor", seat), Party("controller", country), laws, returns=True)
    found += [
        _of(one, country, representative, days)
        for one in instruments(back, on, known)
        if seat in EEA and one.module == 4
    ]
    for one in found:
        must_be_whole(one)
    return found


def must_be_whole(one: Selection) -> None:
    """Raises `Invalid` for a choice that the clauses do not have."""
    wrong = [
        ("clause 9(a) is for modules two and three", (one.clause9a is not None) != (one.module in (2, 3))),
        ("clause 9(a) needs its period", (one.clause9a_period_days is None) != (one.clause9a is None)),
        (
            "a period is of days to come",
            one.clause9a_period_days is not None and one.clause9a_period_days < 1,
        ),
        (
            "clause 13 is for modules one to three",
            (one.clause13_alt is None) != (one.module not in (1, 2, 3)),
        ),
        ("clause 13 has three alternatives", one.clause13_alt not in (None, 1, 2, 3)),
        (
            "clause 17 has no option in modules one and four",
            one.clause17_option is not None and one.module not in (2, 3),
        ),
        ("clause 17 wants a law", one.module is not None and not one.clause17_law),
        ("the law is one of a Member State", one.module in (1, 2, 3) and one.clause17_law not in EEA),
        (
            "the addendum goes with the law of the UK",
            (one.addendum is not None) != (one.regime == "UK" and one.module is not None),
        ),
    ]
    said = [why for why, is_wrong in wrong if is_wrong]
    if said:
        raise Invalid(f"These clauses cannot be chosen so: {'; '.join(said)}.")


def _of(one: Instrument, country: str, representative: bool, days: int) -> Selection:
    if one.kind != "clauses" and not (one.kind == "adequacy" and one.fallback):
        return Selection(regime=one.regime, set=INSIDE, row=one.row, added=one.added, gaps=one.gaps)
    module = one.module or one.fallback
    inside = country in EEA
    authorised = module in (2, 3)
    return Selection(
        regime=one.regime,
        set=ABROAD,
        module=module,
        row=one.row,
        clause9a="general" if authorised else None,
        clause9a_period_days=days if authorised else None,
        clause13_alt=(1 if inside else 2 if representative else 3) if module != 4 else None,
        clause17_option=1 if authorised else None,
        clause17_law=country if inside else LAW_OF_OTHERS,
        clause18_courts=COURTS_OF[inside],
        added=_added(one),
        gaps=one.gaps,
        addendum=_addendum(module, days) if one.regime == "UK" else None,
    )


def _added(one: Instrument) -> tuple[str, ...]:
    """A decision of adequacy comes first; the clauses stand by for the day on which it falls."""
    act = one.decision
    return (f"rests on {act.act} while that is in force", *one.added) if act else one.added


def _addendum(module: int | None, days: int) -> dict[str, Any]:
    """Tables 2 and 4; tables 1 and 3 are Annex I and the annexes."""
    return {
        "version": "B1.0",
        "table2": {
            "module": module,
            "clause7": True,
            "clause11": False,
            "clause9a": "general",
            "period_days": days,
        },
        "table4": "neither party",
    }
