"""The promises of the public page: whole, each with claims that are checked; and the state of a claim, which follows from what is on record."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ictdesk.trust.promises import software
from ictdesk.trust.promises.claims import DAILY, Check, Claim, checks, claims, find
from ictdesk.trust.promises.page import SECTIONS, promises
from ictdesk.trust.promises.records import Promise
from ictdesk.trust.promises.standing import WORST, Facts, Last, of_check, of_claim, worst

ROOT = Path(__file__).resolve().parents[2]
KEYS = set(
    """
    roles.controller roles.processor roles.instructions basis.contract basis.interest basis.consent basis.obligation
    basis.withdraw rights.access rights.rectify rights.erase rights.object rights.restrict rights.port
    rights.complain rights.clock rights.reviewed transfer.regions transfer.mechanism transfer.assessment
    transfer.eu_only sub.registry sub.agreement sub.review sub.notice sub.cards design.tls design.rest
    design.isolation design.purge design.logs design.access dpa.signed breach.notice contact.channel
    """.split()
)
"""They never change: the audit trail and the evidence speak of them."""
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_each_promise_is_there_once() -> None:
    keys = [one.key for one in promises()]
    assert len(keys) == len(set(keys))
    assert set(keys) == KEYS
    assert len({section.anchor for section in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("one", promises(), ids=lambda one: one.key)
def test_each_promise_is_whole(one: Promise) -> None:
    assert one.words.endswith(".")
    assert one.does.endswith(".")
    assert re.match(r"Art\. \d", one.article)
    assert one.claims
    assert all(find(key) for key in one.claims)


def test_every_row_of_the_matrix_has_its_claim() -> None:
    rows = [one.row for one in claims() if one.row]
    assert sorted(rows) == [*range(1, 44)]


@pytest.mark.parametrize("one", claims(), ids=lambda one: one.key)
def test_each_claim_is_whole(one: Claim) -> None:
    assert one.words.endswith(".")
    assert re.match(r"(Art\. \d|Directive)", one.article)
    assert bool(one.checks) != one.attested, "a claim is checked, or vouched for, and never both"
    for named in one.tests:
        assert "def test_" in (ROOT / named).read_text(encoding="utf-8")


def test_a_check_has_a_fault_and_a_name_of_its_own() -> None:
    names = [one.name for one in checks()]
    assert len(names) == len(set(names))
    assert all(one.fault and len(one.name) <= 60 for one in checks())


def a_claim(*kept: Check, attested: bool = False, tests: tuple[str, ...] = ()) -> Claim:
    class Alone(Claim):
        @property
        def checks(self) -> list[Check]:
            return [*kept]

    return Alone("k", 0, "Art. 1", "W.", tests, attested)


def a_check(name: str) -> Check:
    return Check(name, "k", "probe", DAILY, "it breaks", lambda _on: {})


def known(
    tested: software.Tested | None = None, until: date | None = None, **outcomes: tuple[str, timedelta]
) -> Facts:
    last = {
        name: Last(NOW - age, outcome, outcome, NOW - age if outcome == "passed" else None, {})
        for name, (outcome, age) in outcomes.items()
    }
    return Facts(NOW, last, {"k": until} if until else {}, tested)


@pytest.mark.parametrize(
    ("outcome", "hours", "state"),
    [
        ("passed", 1, "proved"),
        ("passed", 48, "proved"),
        ("passed", 49, "stale"),
        ("failed", 1, "failed"),
        ("failed", 100, "failed"),
        ("absent", 1, "not_configured"),
    ],
)
def test_the_state_of_a_check(outcome: str, hours: int, state: str) -> None:
    assert of_check(a_check("a"), known(a=(outcome, timedelta(hours=hours)))) == state
    assert of_check(a_check("b"), known(a=(outcome, timedelta(hours=hours)))) == "not_configured"


def test_the_worst_check_counts() -> None:
    both = a_claim(a_check("a"), a_check("b"))
    hour, old = timedelta(hours=1), timedelta(days=9)
    found = of_claim(both, known(a=("passed", hour), b=("passed", 2 * hour)))
    assert (found.state, found.at, found.why) == ("proved", NOW - 2 * hour, "")
    found = of_claim(both, known(a=("passed", hour), b=("failed", hour)))
    assert (found.state, found.at, found.why) == ("failed", None, "failed")
    assert of_claim(both, known(a=("passed", old), b=("absent", hour))).state == "stale"
    assert of_claim(both, known(a=("passed", hour))).state == "not_configured"
    assert worst(["proved", "tested", "attested"]) == "attested"
    assert WORST[0] == "failed"


def test_what_the_suite_showed_is_never_called_proved() -> None:
    only = a_claim(tests=("tests/a.py", "tests/b.py"))
    assert of_claim(only, known()).state == "not_configured"
    record = software.Tested("1", "c", NOW, {"tests/a.py": 3, "tests/b.py": 1}, {})
    assert (of_claim(only, known(record)).state, of_claim(only, known(record)).at) == ("tested", NOW)
    half = software.Tested("1", "c", NOW, {"tests/a.py": 3}, {})
    assert of_claim(only, known(half)).state == "not_configured"
    red = software.Tested("1", "c", NOW, {"tests/a.py": 3, "tests/b.py": 1}, {"tests/b.py": 1})
    assert of_claim(only, known(red)).state == "failed"
    assert of_claim(a_claim(), known(record)).state == "not_configured"


def test_a_word_holds_until_its_day() -> None:
    word = a_claim(attested=True)
    assert of_claim(word, known()).state == "not_configured"
    assert of_claim(word, known(until=NOW.date())).state == "attested"
    assert of_claim(word, known(until=NOW.date() - timedelta(days=1))).state == "stale"
