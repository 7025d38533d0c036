"""Asking which data are meant: the clock stands in the United Kingdom for access alone, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

from ictdesk.kernel import clock
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands, queries
from ictdesk.privacy.rights.models import RightsLetter
from tests.privacy.test_cases import DONE, LEAD, case
from tests.world import World

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "rights", "days"),
    [
        ("GB", ("access",), 6),
        ("GB", ("access", "erasure"), 0),
        ("GB", ("erasure",), 0),
        ("IE", ("access",), 0),
        ("CH", ("access",), 0),
    ],
)
def test_the_clock_stands_for_it_where_the_law_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, country: str, rights: tuple[str, ...], days: int
) -> None:
    moment = [START]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    with workspace_scope(world.acme.id):
        row = case(*rights, received_at=START, country=country)
        row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[], country=country)
        row = commands.identify(actor=LEAD, request=row, method="mailbox")
        before = row.due_on
        row = commands.ask_detail(actor=LEAD, request=row, question="Which of your three orders?")
        body = RightsLetter.objects.get(request=row, kind="detail").body
        assert ("stands still" in body, "runs on" in body) == (bool(days), not days)
        assert (queries.days_left(row, START.date()) is None) == bool(days)
        moment[0] = START + timedelta(days=6, hours=1)
        row = commands.begin_work(actor=LEAD, request=row)
        with pytest.raises(Conflict, match="which data"):
            commands.propose(actor=LEAD, request=row, decisions=dict.fromkeys(row.rights, DONE))
        row = commands.note_detail(actor=LEAD, request=row, words="The last one.")
        assert (row.waited_days, row.due_on - before) == (days, timedelta(days=days))
        row.refresh_from_db()
        assert row.words.endswith("The last one.")
        assert queries.days_left(row, moment[0].date()) is not None
        commands.propose(actor=LEAD, request=row, decisions=dict.fromkeys(row.rights, DONE))


def test_no_warning_while_it_stands(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [START]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    with workspace_scope(world.acme.id):
        row = case("access", received_at=START, country="GB")
        row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[], country="GB")
        row = commands.identify(actor=LEAD, request=row, method="mailbox")
        moment[0] = START + timedelta(days=28)
        assert [one.id for one, _days in queries.to_warn((7,))] == [row.id]
        commands.ask_detail(actor=LEAD, request=row, question="Which order?")
        assert queries.to_warn((7,)) == []


def test_a_question_is_asked_once_in_words_and_in_work(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = case("access", country="GB")
        with pytest.raises(Conflict):
            commands.ask_detail(actor=LEAD, request=row, question="Which order?")
        row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[], country="GB")
        row = commands.identify(actor=LEAD, request=row, method="mailbox")
        with pytest.raises(Conflict):
            commands.note_detail(actor=LEAD, request=row)
        with pytest.raises(Invalid):
            commands.ask_detail(actor=LEAD, request=row, question=" ")
        commands.ask_detail(actor=LEAD, request=row, question="Which order?")
        with pytest.raises(Conflict):
            commands.ask_detail(actor=LEAD, request=row, question="And which year?")
