"""What stays of conversations whose time is over: counts by month, none of them of a few."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.retention import figures, queries, repeating
from ictdesk.privacy.retention.models import RetentionFigure
from tests.privacy.erased import finished
from tests.privacy.test_retention import of, old, ran
from tests.world import House, World

LONG_AGO = 365 * 6


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def kept(house: House) -> dict[tuple[date, bool, str], int]:
    with workspace_scope(house.id):
        rows = RetentionFigure.objects.all()
        return {(row.month, row.year, row.name): row.count for row in rows}


def month_of(talk: Conversation, house: House) -> date:
    with workspace_scope(house.id):
        began: datetime = Conversation.objects.get(id=talk.id).created_at
    return began.date().replace(day=1)


def test_threads_leave_their_counts_and_nothing_else(acme: House) -> None:
    talks = [old(acme, "It leaks", "Still", days=LONG_AGO) for _ in range(12)]
    month = month_of(talks[0], acme)
    with workspace_scope(acme.id):
        Conversation.objects.filter(id__in=[one.id for one in talks[:10]]).update(
            first_response_at=clock.now()  # six years late
        )
    ran(acme, "conversations")
    assert kept(acme) == {
        (month, False, "chats"): 12,
        (month, False, "messages"): 24,
        (month, False, "answered"): 10,
    }
    with workspace_scope(acme.id):
        shown = queries.figures_for(acme.noor.actor)
        assert [(one.first, one.counts["chats"]) for one in shown] == [(month, 12)]
        with pytest.raises(NotAllowed):
            queries.figures_for(acme.ada.actor)
        fields = {field.name for field in RetentionFigure._meta.get_fields()}
    assert fields == {"id", "workspace_id", "month", "year", "name", "count"}, (
        "no thread, person, team or inbox"
    )


def test_a_count_of_a_few_goes_into_its_year_and_goes_with_it(acme: House) -> None:
    first = [old(acme, "It leaks", days=LONG_AGO) for _ in range(4)]
    year = month_of(first[0], acme).replace(month=1)
    ran(acme, "conversations")
    assert kept(acme) == {}, "the year is over: four are too few"
    with workspace_scope(acme.id):
        figures.add(Counter({(date(2020, 2, 1), "chats"): 6, (date(2020, 3, 1), "chats"): 7}))
        figures.settle(datetime(2020, 5, 1, tzinfo=UTC))
    assert kept(acme) == {(date(2020, 1, 1), True, "chats"): 13}
    assert year < date(2021, 1, 1)


def test_a_month_that_is_still_worked_off_grows(acme: House) -> None:
    with workspace_scope(acme.id):
        for _ in range(3):
            figures.add(Counter({(date(2023, 5, 1), "chats"): 4}))
            figures.settle(datetime(2023, 5, 20, tzinfo=UTC))
        assert queries.figures_for(acme.noor.actor)[0].counts == {"chats": 12}
        figures.settle(datetime(2023, 6, 1, tzinfo=UTC))
    assert kept(acme) == {(date(2023, 5, 1), False, "chats"): 12}


def test_people_whose_time_is_over_leave_the_counts_of_what_they_wrote(acme: House) -> None:
    talks = [old(acme, "It leaks", days=LONG_AGO) for _ in range(figures.FEW)]
    month = month_of(talks[0], acme)
    ran(acme, "people")
    assert kept(acme)[month, False, "chats"] == figures.FEW
    ran(acme, "conversations")
    with workspace_scope(acme.id):
        from ictdesk.privacy.erasure.models import ErasureRun

        runs = list(ErasureRun.objects.all())
    for run in runs:
        finished(acme.id, run)
    assert kept(acme)[month, False, "chats"] == figures.FEW, "each is counted once"


def test_what_a_restore_brings_back_is_counted_when_it_goes_again(acme: House) -> None:
    talks = [old(acme, "It leaks", days=LONG_AGO) for _ in range(figures.FEW)]
    month = month_of(talks[0], acme)
    with workspace_scope(acme.id):
        before = int(clock.now().timestamp()) - 365 * 4 * 86_400
        from ictdesk.privacy.ledger.appending import append

        entry = append("retention", facts={"class": of("conversations").key, "before": before})
        repeating.again([entry])
    assert kept(acme)[month, False, "chats"] == figures.FEW


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    counts=st.lists(
        st.tuples(st.integers(1, 24), st.sampled_from(["chats", "answered"]), st.integers(1, 15)), max_size=30
    ),
    ends=st.lists(st.integers(1, 40), max_size=5),
)
def test_in_any_order_nothing_of_a_few_is_left_and_nothing_is_made_up(
    acme: House, counts: list[tuple[int, str, int]], ends: list[int]
) -> None:
    truth: Counter[str] = Counter()
    with workspace_scope(acme.id):
        RetentionFigure.objects.all().delete()
        for number, (month, name, count) in enumerate(counts):
            truth[name] += count
            figures.add(Counter({(_month(month), name): count}))
            if number < len(ends):
                figures.settle(datetime.combine(_month(ends[number]), datetime.min.time(), UTC))
        figures.settle(datetime(2031, 1, 1, tzinfo=UTC))
        rows = list(RetentionFigure.objects.all())
    assert [row for row in rows if row.count < figures.FEW] == []
    for name in ("chats", "answered"):
        assert sum(row.count for row in rows if row.name == name) <= truth[name]


def _month(number: int) -> date:
    return date(2020 + (number - 1) // 12, (number - 1) % 12 + 1, 1)
