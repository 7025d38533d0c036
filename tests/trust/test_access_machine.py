"""How a grant moves, by hypothesis: whoever comes in was approved by another, for an hour at most, and no longer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictdesk.kernel.errors import AlreadySo, Conflict, DomainError, NotAllowed
from ictdesk.trust.access.machine import ASKED_FOR, FROM, LONGEST, Act, Course, moved

DAY = datetime(2026, 11, 30, 12, tzinfo=UTC)
EVE, BOB, NOOR = (UUID(int=n) for n in range(1, 4))


def asked(*, minutes: int = 30, needs_consent: bool = False) -> Course:
    return Course("asked", EVE, DAY, minutes, needs_consent)


def test_two_people_and_then_the_door() -> None:
    one = moved(asked(), "approve", BOB, DAY)
    assert one.state == "approved"
    inside = moved(one, "begin", EVE, DAY)
    assert (inside.state, inside.ends_at) == ("running", DAY + timedelta(minutes=30))
    assert inside.at(DAY + timedelta(minutes=29, seconds=59)) == "running"
    assert inside.at(DAY + timedelta(minutes=30)) == "expired"
    over = moved(inside, "expire", None, DAY + timedelta(hours=5))
    assert (over.state, over.ended_at) == ("expired", inside.ends_at)


def test_nobody_approves_their_own() -> None:
    for who in (EVE, None):
        with pytest.raises(NotAllowed):
            moved(asked(), "approve", who, DAY)
    half = moved(asked(needs_consent=True), "approve", BOB, DAY)
    with pytest.raises(AlreadySo):
        moved(half, "approve", BOB, DAY)


def test_where_the_customer_is_asked_both_have_to_agree_in_any_order() -> None:
    for order in (("approve", "consent"), ("consent", "approve")):
        one = asked(needs_consent=True)
        for act in order:
            with pytest.raises(Conflict):
                moved(one, "begin", EVE, DAY)
            one = moved(one, act, BOB if act == "approve" else NOOR, DAY)
        assert moved(one, "begin", EVE, DAY).state == "running"
    with pytest.raises(Conflict):
        moved(asked(), "consent", NOOR, DAY)


def test_what_nobody_begins_within_a_day_is_over() -> None:
    one = moved(asked(), "approve", BOB, DAY)
    with pytest.raises(Conflict):
        moved(one, "begin", EVE, DAY + ASKED_FOR)


acts = st.lists(
    st.tuples(
        st.sampled_from([*FROM, "expire"]),
        st.sampled_from([EVE, BOB, NOOR, None]),
        st.integers(0, 26 * 60),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(acts, st.integers(1, LONGEST), st.booleans())
def test_whatever_is_tried(tried: list[tuple[Act, UUID | None, int]], minutes: int, consent: bool) -> None:
    one, now = asked(minutes=minutes, needs_consent=consent), DAY
    for act, by, later in tried:
        now += timedelta(minutes=later % 90)
        before = one
        try:
            one = moved(one, act, by, now)
        except DomainError:
            assert one == before
        if one.state == "running":
            assert one.approved_by not in (None, EVE)
            assert one.consented_by is not None or not consent
            assert one.started_at is not None
            assert one.ends_at is not None
            assert timedelta(0) < one.ends_at - one.started_at <= timedelta(minutes=LONGEST)
        if before.state in ("ended", "expired", "revoked", "refused"):
            assert one == before
