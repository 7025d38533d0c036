"""Ids, secrets and cursors: the words that go out and come back."""

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.kernel import ids, pages
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import DomainError, Invalid, NotFound, TooManyRequests
from ictdesk.kernel.events.record import KINDS, Fact, declare


def test_later_ids_sort_after_earlier_ones() -> None:
    made = [ids.new_id() for _ in range(2_000)]
    assert made == sorted(set(made))
    assert {one.version for one in made} == {7}


@pytest.mark.parametrize("text", ["", "x", "0", "null", "é" * 36, "z" * 32, None, 7, [], b"x"])
def test_what_is_no_id_names_nothing(text: str) -> None:
    with pytest.raises(NotFound):
        ids.parse_id(text)


def test_a_secret_says_what_it_is_and_whom_it_opens() -> None:
    workspace = uuid4()
    secrets = {ids.new_secret("visitor", workspace) for _ in range(100)}
    assert len(secrets) == 100
    for secret in secrets:
        assert len(base64.urlsafe_b64decode(secret.split("_", 2)[2] + "=")) == 32
        assert ids.workspace_of(secret, "visitor") == workspace
        assert ids.workspace_of(secret, "ictdesk") is None


@pytest.mark.parametrize(
    "text", ["", "visitor", "visitor_", "visitor_" + "0" * 32, "visitor_" + "z" * 32 + "_x", "_", "visitor__"]
)
def test_another_form_opens_nothing(text: str) -> None:
    assert ids.workspace_of(text, "visitor") is None


@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)), st.uuids())  # noqa: DTZ001 - the zone comes below
def test_a_cursor_comes_back_as_it_went(moment: datetime, row: UUID) -> None:
    moment = moment.replace(tzinfo=UTC)
    assert pages.read(pages.write(moment, row)) == (moment, row)


@given(st.text(max_size=60))
def test_any_other_word_is_refused(word: str) -> None:
    try:
        moment, row = pages.read(word)
    except Invalid:
        return
    assert pages.write(moment, row) == word


@pytest.mark.parametrize(
    "word", ["", "AAAA", "A" * 32 + "====", base64.urlsafe_b64encode(b"\x7f" + b"\xff" * 23).decode()]
)
def test_words_that_are_no_cursor(word: str) -> None:
    with pytest.raises(Invalid):
        pages.read(word)


def test_times_are_shown_in_utc_with_milliseconds() -> None:
    there = datetime(2026, 1, 1, 1, 30, 0, 123_999, UTC) + timedelta(0)
    assert rfc3339(there) == "2026-01-01T01:30:00.123Z"


def test_errors_have_codes_of_their_own_and_tell_no_more_than_they_were_given() -> None:
    tree, waiting = [], [DomainError]
    while waiting:
        one = waiting.pop()
        tree.append(one)
        waiting += one.__subclasses__()
    codes = {(one.code, one.status) for one in tree}
    assert len({code for code, _ in codes}) == len(codes) > 15, "a code has one status, wherever it is used"
    assert all(400 <= one.status < 600 and one.sentence.endswith((".", "?")) for one in tree)
    problem = TooManyRequests(retry_after=3).problem()
    assert problem["status"] == 429
    assert set(problem) == {"type", "title", "status", "code", "detail"}


def test_every_kind_of_event_is_declared_once_and_carries_ids_and_counts_only() -> None:
    assert all(set(fact.__dataclass_fields__) == set(Fact.__dataclass_fields__) for fact in KINDS.values())
    taken = next(iter(KINDS.values()))
    for kind in ("", taken.kind):
        with pytest.raises(ValueError, match="empty or taken"):
            declare(type("Again", (Fact,), {"kind": kind}))
