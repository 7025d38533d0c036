"""Every check was seen to fail: a seeded fault turns its own claim red, and no other."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from ictdesk.trust.promises import queries, running
from ictdesk.trust.promises.claims import WEEKLY, Check, checks
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.promises.models import CheckResult
from tests.trust.faults import FAULTS
from tests.trust.standing_ground import cleared, laid

ELSEWHERE = {"sec.tls"}
"""Needs a listener of its own: `test_tls.py`."""
UNBUILT: set[str] = set()
"""There is nothing here yet that they could look at, and they say so."""
ALONE = {
    *(
        "consent.withdraw",
        "consent.gate",
        "cookies.zero",
        "rights.complain",
        "sec.audit",
        "ropa",
        "end.return",
        "sub.cards",
    ),
    "sec.rest",
}
"""Take long enough to run with their own faults alone, as those do that run once a week."""


@pytest.fixture(scope="module")
def ground(quick_hashing: None) -> Iterator[Ground]:
    yield laid(f"ground-{uuid4().hex[:10]}")
    cleared()


@pytest.fixture(scope="module")
def before(ground: Ground) -> dict[str, CheckResult]:
    """Everything as it is without a fault, kept as the runner keeps it."""
    return {one.name: one for one in running.run(checks(), ground)}


def test_without_a_fault_everything_is_shown(before: dict[str, CheckResult]) -> None:
    for name, one in before.items():
        claim = name.partition(":")[0]
        wanted = "absent" if claim in ELSEWHERE | UNBUILT else "passed"
        assert one.outcome == wanted, (name, one.fault)
    assert all(one.commit and len(one.map_hash) == 64 and one.version for one in before.values())
    assert queries.newest().keys() >= before.keys()


def test_each_check_has_its_fault() -> None:
    names = {one.name for one in checks() if one.claim not in ELSEWHERE | UNBUILT}
    assert FAULTS.keys() == names


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_turns_its_own_claim_red(
    name: str, ground: Ground, before: dict[str, CheckResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = next(one for one in checks() if one.name == name)
    assert before[name].outcome == "passed"
    with FAULTS[name](ground, monkeypatch):
        found = running.run_one(own, ground)
        others = {one.name: running.run_one(one, ground) for one in _beside(own)}
    assert found.outcome == "failed"
    assert "itself failed" not in found.fault
    assert {key: one.fault for key, one in others.items() if one.outcome == "failed"} == {}


def _beside(own: Check) -> list[Check]:
    return [
        one
        for one in checks()
        if one.claim != own.claim and one.every != WEEKLY and one.claim not in ALONE | UNBUILT
    ]
