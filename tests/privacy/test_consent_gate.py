"""Whatever comes between writing a mail and handing it over: nothing goes to somebody after they said no."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent.asking import allowed, may
from tests.isolation.databases import CELL
from tests.privacy.test_consent import MAX, answer, ok, purpose
from tests.world import House, World

PEOPLE = ("max@mail.example", "bea@mail.example", "zoe@mail.example")
STEPS = st.lists(
    st.tuples(st.sampled_from(["yes", "no", "write", "hand over"]), st.sampled_from(PEOPLE)),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def houses() -> list[str]:
    """Names of purposes that were used: each example has one of its own."""
    return []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_no_mail_is_handed_over_after_a_no(
    home: House, houses: list[str], steps: list[tuple[str, str]]
) -> None:
    key = f"news-{len(houses)}"
    houses.append(key)
    news = purpose(home, key)
    waiting: list[tuple[str, datetime]] = []
    last: dict[str, str] = {}
    noes: dict[str, datetime] = {}
    for what, who in steps:
        if what == "write":
            waiting.append((who, clock.now()))
        elif what == "hand over":
            sent = hand_over(home, key, waiting)
            for one, written in sent:
                assert last.get(one) == "yes"
                assert one not in noes or written > noes[one], (
                    "what was written before a no is not sent after it"
                )
            due = [(one, at) for one, at in waiting if last.get(one) == "yes" and at > noes.get(one, START)]
            assert sent == due, "and whoever agreed gets what was written since"
            waiting = []
        elif what == "yes" or last.get(who) == "yes":
            answer(home, news, "given" if what == "yes" else "withdrawn", who)
            last[who] = what
            if what == "no":
                noes[who] = clock.now()


START = datetime(2000, 1, 1, tzinfo=clock.now().tzinfo)


def hand_over(house: House, key: str, waiting: list[tuple[str, datetime]]) -> list[tuple[str, datetime]]:
    """As a sender does it: in the transaction that notes what left."""
    sent = []
    with workspace_scope(house.id):
        for one, written in waiting:
            if may(one, key, rendered_at=written):
                sent.append((one, written))
    return sent


@pytest.fixture(scope="module")
def home() -> House:
    from tests.world import make_world

    return make_world().acme


def test_a_no_waits_for_what_is_being_handed_over_and_is_not_acknowledged_before(world: World) -> None:
    """Else it could be acknowledged, and the mail leave a moment later."""
    house, many = world.acme, [f"p{n}@mail.example" for n in range(5)]
    news = purpose(house)
    for one in (MAX, *many):
        answer(house, news, "given", one)
    holds, goes_on = Event(), Event()

    def send() -> datetime:
        with workspace_scope(house.id):
            assert allowed([*many, MAX], "news") == {*many, MAX}
            holds.set()
            assert goes_on.wait(30)
            return clock.now()

    def stop() -> datetime:
        assert holds.wait(30)
        answer(house, news, "withdrawn")
        return clock.now()

    with ThreadPoolExecutor(2) as pool:
        sender, stopper = pool.submit(closing(send)), pool.submit(closing(stop))
        assert holds.wait(30)
        while not waits_for_a_lock():
            assert not stopper.done()
        goes_on.set()
        assert sender.result(30) < stopper.result(30)
    assert not ok(house)


def closing(act: Callable[[], datetime]) -> Callable[[], datetime]:
    """Runs it and closes the thread's connections."""

    def run() -> datetime:
        try:
            return act()
        finally:
            connections.close_all()

    return run


def waits_for_a_lock() -> bool:
    with connections[CELL].cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return bool(cursor.fetchone()[0])
