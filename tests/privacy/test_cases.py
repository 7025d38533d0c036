"""A case from the request to the letter: who may, what is refused, and what the clock does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.rights import commands, queries
from ictdesk.privacy.rights.commands import Asked, Decision
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest, RightsSubject
from tests.world import US, World

DONE = Decision("fulfilled")
NO = Decision("refused", "A17LegallyRequired", "Invoices stay for ten years.")
LEAD = Member(new_id(), "privacy_officer")
SECOND = Member(new_id(), "admin")


def case(*rights: str, **said: Any) -> RightsRequest:
    asked: Any = {"channel": "form", "rights": rights or ("erasure",), "email": "ida@mail.example"} | said
    return commands.open_case(actor=US, asked=Asked(**asked))


def in_work(row: RightsRequest) -> RightsRequest:
    row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[])
    row = commands.identify(actor=LEAD, request=row, method="mailbox")
    return commands.begin_work(actor=LEAD, request=row)


def kinds(row: RightsRequest) -> list[str]:
    return [letter.kind for letter in RightsLetter.objects.filter(request=row).order_by("written_at", "id")]


def test_the_whole_way(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = in_work(case("access", "erasure", words="Everything, please."))
        row = commands.propose(actor=LEAD, request=row, decisions={"access": DONE, "erasure": NO})
        with pytest.raises(Conflict):
            commands.decide(actor=LEAD, request=row)
        commands.read_too(actor=SECOND, request=row)
        row = commands.decide(actor=LEAD, request=row)
        row = commands.deliver(actor=LEAD, request=row)
        answer = RightsLetter.objects.get(request=row, kind="answer")
        assert "Invoices stay for ten years." in answer.body
        assert "supervisory authority" in answer.body
        with pytest.raises(Conflict, match="not left"):
            commands.close_case(actor=LEAD, request=row)
        commands.note_sent(actor=US, letter=answer)
        row = commands.close_case(actor=LEAD, request=row)
        assert row.closed_at is not None, "its own time begins: see `test_past_cases`"
        assert kinds(row) == ["received", "answer"]
        acts = AuditRecord.objects.filter(object_id=row.id).order_by("at").values_list("action", flat=True)
        assert [*acts] == [
            f"rights.{step}"
            for step in "received triaged accepted collecting reviewing read_too decided delivered closed".split()
        ]


def test_nobody_reads_and_decides_the_same_refusal(world: World) -> None:
    with workspace_scope(world.acme.id):
        row = commands.propose(actor=SECOND, request=in_work(case()), decisions={"erasure": NO})
        commands.read_too(actor=LEAD, request=row)
        with pytest.raises(Conflict):
            commands.decide(actor=LEAD, request=row)
        for nobody in (US, Member(new_id(), "agent")):
            with pytest.raises(NotAllowed):
                commands.decide(actor=nobody, request=row)
        assert commands.decide(actor=SECOND, request=row).state == "decided"


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ({}, "its decision"),
        ({"erasure": Decision("maybe")}, "outcome"),
        ({"erasure": Decision("refused")}, "told why"),
        ({"erasure": Decision("refused", "A17LegalClaims")}, "own words"),
        ({"erasure": Decision("fulfilled", "A17LegalClaims")}, "no reason"),
        ({"erasure": DONE, "access": DONE}, "its decision"),
    ],
)
def test_no_refusal_without_its_reason(world: World, decisions: dict[str, Decision], words: str) -> None:
    with workspace_scope(world.acme.id):
        row = in_work(case())
        with pytest.raises(Invalid, match=words):
            commands.propose(actor=LEAD, request=row, decisions=decisions)
        row.refresh_from_db()
        assert (row.state, RightsItem.objects.filter(request=row).count()) == ("collecting", 0)


def test_the_clock_counts_from_the_channel_and_in_the_controllers_day(world: World) -> None:
    at = datetime(2026, 1, 30, 23, 30, tzinfo=UTC)
    with workspace_scope(world.acme.id):
        from ictdesk.desk.workspaces.queries import workspace

        settings = workspace()
        settings.time_zone = "Europe/Berlin"
        settings.save()
        row = case(received_at=at, country="DE")
        assert str(row.received_on) == "2026-01-31"
        assert [str(day) for day in (row.due_on, row.legal_on, row.late_after)] == [
            "2026-02-28",
            "2026-02-28",
            "2026-03-02",
        ]


def test_the_clock_stands_while_a_proof_is_awaited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    moment = [start]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    with workspace_scope(world.acme.id):
        row = case(received_at=start)
        before = row.due_on
        row = commands.sort_case(actor=LEAD, request=row, rights=["erasure"], people=[])
        with pytest.raises(Invalid, match="12\\(6\\)"):
            commands.ask_identity(actor=LEAD, request=row, doubt=" ")
        row = commands.ask_identity(actor=LEAD, request=row, doubt="Another address than before.")
        assert queries.days_left(row, start.date()) is None
        moment[0] = start + timedelta(days=6, hours=1)
        row = commands.identify(actor=LEAD, request=row, method="two_facts")
        assert (row.due_on - before, row.doubt) == (timedelta(days=6), "")
        row.refresh_from_db()
        assert (row.waited_days, row.doubt) == (6, "")


def test_more_time_is_told_inside_the_first_period(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    moment = [start]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    with workspace_scope(world.acme.id):
        row, late = in_work(case(received_at=start)), in_work(case(received_at=start))
        with pytest.raises(Invalid):
            commands.extend(actor=LEAD, request=row, reason="Holidays")
        row = commands.extend(actor=LEAD, request=row, reason="A12Complexity")
        assert str(row.due_on) == "2026-06-02"
        assert "is complex" in RightsLetter.objects.get(request=row, kind="extended").body
        with pytest.raises(Conflict, match="already"):
            commands.extend(actor=LEAD, request=row, reason="A12Complexity")
        moment[0] = datetime(2026, 4, 3, 12, tzinfo=UTC)
        with pytest.raises(Conflict, match="is over"):
            commands.extend(actor=LEAD, request=late, reason="A12Complexity")


def test_of_two_the_earlier_receipt_counts(world: World) -> None:
    early, later = (clock.now() - timedelta(days=days) for days in (20, 2))
    with workspace_scope(world.acme.id):
        one, other = case("access", received_at=early), case("erasure", received_at=later)
        kept = commands.join_cases(actor=LEAD, request=one, into=other)
        assert (kept.received_at, kept.rights) == (early, ["access", "erasure"])
        assert kept.due_on == one.due_on
        with pytest.raises(Conflict):
            commands.identify(actor=LEAD, request=one, method="mailbox")
        with pytest.raises(Invalid):
            commands.join_cases(actor=LEAD, request=kept, into=kept)


@pytest.mark.parametrize(
    "said",
    [
        {"rights": ()},
        {"rights": ("everything",)},
        {"channel": "pigeon"},
        {"requester": "nosy"},
        {"country": "Ireland"},
        {"received_at": datetime(2999, 1, 1, tzinfo=UTC)},
    ],
)
def test_what_is_no_request_changes_nothing(world: World, said: dict[str, Any]) -> None:
    with workspace_scope(world.acme.id):
        asked: Any = {"channel": "form", "rights": ("access",)} | said
        with pytest.raises(Invalid):
            commands.open_case(actor=US, asked=Asked(**asked))
        assert RightsRequest.objects.count() == 0


def test_a_message_asks_once(world: World) -> None:
    message = new_id()
    with workspace_scope(world.globex.id):
        stranger = keyring.new_subject()
    with workspace_scope(world.acme.id):
        person = keyring.new_subject()
        asked = Asked("agent", ["access"], message_id=message)
        row = commands.open_case(actor=US, asked=asked, people=[person, person])
        assert RightsSubject.objects.get(request=row).person_id == person
        assert kinds(row) == ["received"]
        with pytest.raises(NotFound):
            commands.open_case(actor=US, asked=Asked("agent", ["access"]), people=[stranger])
        with pytest.raises(Conflict, match="already"):
            commands.open_case(actor=US, asked=asked)


@pytest.mark.parametrize("role", ["agent", "viewer"])
def test_who_may(world: World, role: Any) -> None:
    actor = Member(new_id(), role)
    with workspace_scope(world.acme.id):
        row = case()
        with pytest.raises(NotAllowed):
            queries.open_cases(actor)
        for step in (commands.pass_on, commands.take_back, commands.begin_work, commands.deliver):
            with pytest.raises(NotAllowed):
                step(actor=actor, request=row)
        asked = Asked("agent", ["access"])
        if role == "agent":
            assert commands.open_case(actor=actor, asked=asked).channel == "agent"
        else:
            with pytest.raises(DomainError):
                commands.open_case(actor=actor, asked=asked)


def test_the_leads_are_warned_once_for_each_step(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 8, 20, 12, tzinfo=UTC))
    with workspace_scope(world.acme.id):
        rows = {days: case(received_at=clock.now() - timedelta(days=30 - days)) for days in (8, 7, 2, -1)}
        due = {row.id: days for row, days in queries.to_warn((7, 3, 1, 0))}
        assert rows[8].id not in due
        assert {rows[days].id for days in (7, 2, -1)} == due.keys()
        for row, days in queries.to_warn((7, 3, 1, 0)):
            commands.note_warned(actor=US, request=row, days=days)
        assert queries.to_warn((7, 3, 1, 0)) == []
        RightsRequest.objects.filter(id=rows[2].id).update(warned=3)
        assert [row.id for row, _ in queries.to_warn((7, 3, 1, 0))] == []
        RightsRequest.objects.filter(id=rows[-1].id).update(warned=0)
        assert [row.id for row, _ in queries.to_warn((7, 3, 1, 0))] == [rows[-1].id]


def test_cases_at_once_have_a_number_each(world: World) -> None:
    def ask(_: int) -> int:
        try:
            with workspace_scope(world.acme.id):
                return case().number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(ask, range(8))) == [1, 2, 3, 4, 5, 6, 7, 8]
