"""The state of a claim, as a pure function of what is on record and of the moment.

failed          a check found it broken
stale           the last pass of a check is older than it may be, or nobody vouches for it any more
not_configured  a check found nothing to look at, or has not run yet
attested        a person vouches for it until a day
tested          the suite of this release showed it; nothing here has
proved          each check passed on this installation, within its age
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from ictdesk.trust.promises.claims import Check, Claim
from ictdesk.trust.promises.software import Tested

type State = Literal["failed", "stale", "not_configured", "attested", "tested", "proved"]
WORST: tuple[State, ...] = get_args(State.__value__)
ALARMING = frozenset({"failed", "stale"})


@dataclass(frozen=True, slots=True)
class Last:
    """Of one check: its newest run, and when it last passed."""

    at: datetime
    outcome: str
    fault: str
    passed_at: datetime | None
    evidence: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that states follow from."""

    now: datetime
    last: Mapping[str, Last]
    vouched: Mapping[str, date]
    tested: Tested | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands. `at`: when that was last shown; the oldest of its checks counts. `why`: what is wrong or missing."""

    claim: Claim
    state: State
    at: datetime | None
    why: str
    until: date | None = None

    @property
    def told(self) -> str:
        """Of `why` what everybody may read: what is broken may name a workspace, and is told inside."""
        return "" if self.state == "failed" else self.why


def of_check(one: Check, facts: Facts) -> State:
    last = facts.last.get(one.name)
    if last is None or last.outcome == "absent":
        return "not_configured"
    if last.outcome == "failed":
        return "failed"
    return "stale" if facts.now - last.at > one.max_age else "proved"


def of_claim(claim: Claim, facts: Facts) -> Standing:
    """The worst of its checks. Without any it is attested, or tested at best."""
    if claim.attested:
        return _attested(claim, facts)
    if not claim.checks:
        return _tested(claim, facts)
    states = {one.name: of_check(one, facts) for one in claim.checks}
    state = min(states.values(), key=WORST.index)
    why = next((_why(name, facts) for name, found in states.items() if found == state != "proved"), "")
    passed = [last.passed_at for name in states if (last := facts.last.get(name))]
    at = min(passed) if len(passed) == len(states) and None not in passed else None  # type: ignore[type-var]
    return Standing(claim, state, at, why)


def _why(name: str, facts: Facts) -> str:
    last = facts.last.get(name)
    return "It has not run here yet." if last is None else last.fault


def _attested(claim: Claim, facts: Facts) -> Standing:
    until = facts.vouched.get(claim.key)
    if until is None:
        return Standing(claim, "not_configured", None, "Nobody has vouched for it.")
    if until < facts.now.date():
        return Standing(claim, "stale", None, "Nobody vouches for it any more.", until)
    return Standing(claim, "attested", None, "", until)


def _tested(claim: Claim, facts: Facts) -> Standing:
    found = facts.tested
    if found is None:
        return Standing(claim, "not_configured", None, "This build carries no record of its tests.")
    broken = [one for one in claim.tests if found.failed.get(one)]
    if broken:
        return Standing(
            claim, "failed", found.at, f"Failed in the suite of this release: {', '.join(broken)}."
        )
    if not claim.tests or any(not found.passed.get(one) for one in claim.tests):
        return Standing(
            claim, "not_configured", None, "The suite of this release did not run all of its tests."
        )
    return Standing(claim, "tested", found.at, "")


def worst(states: Sequence[State]) -> State:
    return min(states, key=WORST.index)
