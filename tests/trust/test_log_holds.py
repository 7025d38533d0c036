"""An investigation keeps a slice of the log: in a sealed copy only, for a time, and on record."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from ictdesk.business.vendor import writing
from ictdesk.business.vendor.founding import found
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member, System
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.logs import days, stream
from ictdesk.kernel.logs.about import About
from ictdesk.kernel.logs.files import Files
from ictdesk.kernel.logs.lines import Line, line
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.logs.writing import Writer
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.vault import keyring
from ictdesk.kernel.vault.keyring import Erased
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.trust.logs import commands, copying, jobs, probing, repeating
from ictdesk.trust.logs.models import HeldLog, LogHold
from ictdesk.trust.logs.wanted import Wanted
from tests.world import World

OLGA, PIA = Member(uuid4(), "owner"), Member(uuid4(), "privacy_officer")
MARKER = "/desk/marker-of-mallory/"


@pytest.fixture(scope="module")
def vendor() -> UUID:
    return found().id


@pytest.fixture(scope="module")
def ticket(vendor: UUID) -> int:
    """In which the investigation is written down."""
    with workspace_scope(vendor):
        made = writing.contact(
            client_id=uuid4(), about="question", name="Eve", email="eve@mail.example", text="Somebody is in."
        )
        return int(Conversation.objects.find(id=made.id).number)


@pytest.fixture
def day_zero(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The desk's clock stands thirty-one days back."""
    at = datetime.now(UTC).replace(hour=12) - timedelta(days=31)
    stand(monkeypatch, at)
    return at


def stand(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)


def happened(*, workspace: UUID, user: UUID | None = None, path: str = MARKER) -> Line:
    """A line as a server writes it."""
    about = About("web", "192.0.2.66", "GET", path, workspace=workspace, user=user)
    one = line(about, "answered", status=200)
    with closing(Writer(conninfo("default"), Files(Path("/nonexistent")))) as writer:
        writer.start()
        writer.put(one)
    return one


def wanted(of: UUID, **more: object) -> Wanted:
    today = days.today()
    return Wanted(**({"since": today, "until": today, "workspace": of} | more))  # type: ignore[arg-type]


def asked(vendor: UUID, ticket: int, of: UUID, *, days_long: int = 60, **more: object) -> LogHold:
    with workspace_scope(vendor):
        return commands.place_log_hold(
            actor=OLGA,
            wanted=wanted(of, **more),
            reason="Mallory was in",
            ticket=ticket,
            ends_on=days.today() + timedelta(days=days_long),
        )


def approved(vendor: UUID, hold: LogHold, by: Actor = PIA) -> LogHold:
    with workspace_scope(vendor):
        return commands.approve_log_hold(actor=by, hold=hold)


def acts(vendor: UUID, hold: LogHold | None = None) -> list[tuple[str, dict[str, object]]]:
    with workspace_scope(vendor):
        rows = AuditRecord.objects.order_by("id")
        rows = rows.filter(object_id=hold.id) if hold else rows.filter(action="log.searched")
        return list(rows.values_list("action", "facts"))


def test_day_zero_under_hold_is_in_the_sealed_copy_alone_and_gone_at_its_end(
    vendor: UUID, ticket: int, day_zero: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proof 2: the simulated clock goes from day 0 to day 31, and on to the end of the hold."""
    mine, other = uuid4(), uuid4()
    kept, beside = happened(workspace=mine), happened(workspace=other)
    hold = approved(vendor, asked(vendor, ticket, mine))
    assert LogLine.objects.filter(id__in=[kept.id, beside.id]).count() == 2
    stand(monkeypatch, day_zero + timedelta(days=31))
    jobs.keep_time(str(vendor))
    assert not LogLine.objects.filter(id__in=[kept.id, beside.id]).exists()
    with workspace_scope(vendor):
        found = commands.look_at_held_log(actor=PIA, hold=hold)
        assert [one["id"] for one in found] == [str(kept.id)]
        assert (found[0]["path"], found[0]["ip"]) == (MARKER, "192.0.2.66")
        raw = HeldLog.objects.filter(hold=hold).extra(select={"raw": "lines"}).values_list("raw", flat=True)
        assert all(MARKER.encode() not in bytes(one) for one in raw), "sealed"
    stand(monkeypatch, day_zero + timedelta(days=60))
    jobs.keep_time(str(vendor))
    with workspace_scope(vendor):
        assert not HeldLog.objects.filter(hold=hold).exists()
        with pytest.raises(Erased):
            keyring.subject_key(hold.copy_id)
        with pytest.raises(Conflict):
            commands.look_at_held_log(actor=PIA, hold=hold)
    assert [name for name, _ in acts(vendor, hold)] == [
        *("log_hold.asked", "log_hold.approved", "log_hold.looked", "log_hold.ended")
    ]


def test_a_hold_that_ended_early_ends_again_after_a_restore(vendor: UUID, ticket: int) -> None:
    other = approved(vendor, asked(vendor, ticket, uuid4()))
    hold = approved(vendor, asked(vendor, ticket, uuid4()))
    with workspace_scope(vendor):
        commands.end_log_hold(actor=OLGA, hold=hold)
        LogHold.objects.filter(id=hold.id).update(ended_at=None)  # as an older database knows it
        entries = [one for one in Chain(vendor).entries() if one.kind == "log_hold.ended"]
        assert repeating.ended(entries) == ["1 slices of the log"]
        for _ in range(2):
            repeating.again(entries)
        assert repeating.ended(entries) == []
        ends = {row.id: row.ended_at for row in LogHold.objects.filter(id__in=[hold.id, other.id])}
    assert ends[hold.id] is not None
    assert ends[other.id] is None


def test_nothing_is_copied_before_another_person_approves(vendor: UUID, ticket: int) -> None:
    mine = uuid4()
    happened(workspace=mine)
    hold = asked(vendor, ticket, mine)
    with workspace_scope(vendor):
        with pytest.raises(Conflict):
            commands.approve_log_hold(actor=OLGA, hold=hold)
        with pytest.raises(Conflict):
            commands.look_at_held_log(actor=PIA, hold=hold)
        jobs.keep_holds()
        assert not HeldLog.objects.filter(hold=hold).exists()
    approved(vendor, hold)
    with workspace_scope(vendor):
        assert HeldLog.objects.get(hold=hold).count == 1
        with pytest.raises(AlreadySo):
            commands.approve_log_hold(actor=PIA, hold=hold)


def test_what_comes_later_is_copied_too_and_nothing_twice(vendor: UUID, ticket: int) -> None:
    mine, person = uuid4(), uuid4()
    happened(workspace=mine, user=person)
    hold = approved(vendor, asked(vendor, ticket, mine, person=person, path="/desk/marker"))
    happened(workspace=mine, user=person)
    happened(workspace=mine, user=person, path="/elsewhere/")
    happened(workspace=mine, user=uuid4())
    with workspace_scope(vendor):
        for _ in range(2):
            assert copying.copy(hold) == 2
        assert len(copying.lines_of(hold)) == 2


def test_a_longer_life_is_approved_again(vendor: UUID, ticket: int) -> None:
    hold, today = approved(vendor, asked(vendor, ticket, uuid4(), days_long=5)), days.today()
    with workspace_scope(vendor):
        for wrong in (5, 91):
            with pytest.raises(Invalid):
                commands.lengthen_log_hold(actor=OLGA, hold=hold, ends_on=today + timedelta(days=wrong))
        commands.lengthen_log_hold(actor=PIA, hold=hold, ends_on=today + timedelta(days=90))
        assert LogHold.objects.find(id=hold.id).ends_on == hold.ends_on, "not yet"
        with pytest.raises(Conflict):
            commands.approve_log_hold(actor=PIA, hold=hold)
        assert commands.approve_log_hold(actor=OLGA, hold=hold).ends_on == today + timedelta(days=90)
        commands.end_log_hold(actor=OLGA, hold=hold)
        with pytest.raises(Conflict):
            commands.lengthen_log_hold(actor=PIA, hold=hold, ends_on=today + timedelta(days=90))


def test_a_hold_needs_a_slice_a_reason_a_ticket_and_an_end(vendor: UUID, ticket: int) -> None:
    today = days.today()
    right = {
        "wanted": wanted(uuid4()),
        "reason": "Mallory was in",
        "ticket": ticket,
        "ends_on": today + timedelta(days=90),
    }
    wrong: list[dict[str, object]] = [
        {"wanted": Wanted(since=today, until=today)},
        {"wanted": wanted(uuid4(), since=today - timedelta(days=31))},
        {"wanted": wanted(uuid4(), since=today + timedelta(days=1))},
        {"reason": " "},
        {"ticket": 2**31 - 1},
        {"ends_on": today},
        {"ends_on": today + timedelta(days=91)},
    ]
    with workspace_scope(vendor):
        before = LogHold.objects.count()
        for one in wrong:
            with pytest.raises(Invalid):
                commands.place_log_hold(actor=OLGA, **(right | one))  # type: ignore[arg-type]
        assert LogHold.objects.count() == before
        commands.place_log_hold(actor=OLGA, **right)  # type: ignore[arg-type]


def test_each_search_is_on_record_without_its_words(vendor: UUID, ticket: int) -> None:
    mine, person = uuid4(), uuid4()
    one = happened(workspace=mine, user=person)
    with workspace_scope(vendor):
        found = commands.search_log(
            actor=PIA, wanted=wanted(mine, person=person, ip="192.0.2.66"), reason="incident", ticket=ticket
        )
        assert [row.id for row in found] == [one.id]
        for reason, number in (("curiosity", ticket), ("incident", 2**31 - 1)):
            with pytest.raises(Invalid):
                commands.search_log(actor=PIA, wanted=wanted(mine), reason=reason, ticket=number)
    _, facts = acts(vendor)[-1]
    assert (facts["reason"], facts["ticket"], facts["shown"]) == ("incident", ticket, 1)
    assert not any(str(word) in str(facts) for word in (mine, person, "192.0.2.66"))


def test_it_is_the_vendors_people_alone(vendor: UUID, ticket: int, world: World) -> None:
    for actor in (Member(uuid4(), "agent"), Member(uuid4(), "viewer"), System("tests")):
        with pytest.raises(NotAllowed), workspace_scope(vendor):
            commands.search_log(actor=actor, wanted=wanted(uuid4()), reason="drill", ticket=ticket)
    with workspace_scope(world.acme.id):
        with pytest.raises(NotFound):
            commands.search_log(
                actor=world.acme.vera.actor, wanted=wanted(world.acme.id), reason="drill", ticket=1
            )
        with pytest.raises(NotFound):
            commands.place_log_hold(
                actor=world.acme.vera.actor,
                wanted=wanted(world.acme.id),
                reason="Mine",
                ticket=1,
                ends_on=days.today() + timedelta(days=1),
            )


def test_the_log_is_looked_at_daily_and_what_is_late_is_told(
    vendor: UUID, day_zero: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened(workspace=uuid4())
    monkeypatch.setattr(days, "drop_old", list)
    stand(monkeypatch, day_zero + timedelta(days=31))
    assert day_zero.date() in probing.probe().late
    monkeypatch.undo()
    jobs.keep_time(str(vendor))
    assert probing.probe().late == ()
    with workspace_scope(vendor):
        rows = AuditRecord.objects.filter(action="log.probed").order_by("-id")
        facts, before = rows[0].facts, rows.count()
        jobs.keep_time(str(vendor))
        assert rows.count() == before, "once a day"
    assert (facts["late"], facts["gone"], facts["talkative"]) == (0, 1, 0)
    assert facts["oldest"] <= 30


def test_files_of_a_time_without_database_end_like_days(
    vendor: UUID, day_zero: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = stream.files(settings.ICTDESK_DATA)
    files.write([line(About("web", "192.0.2.66", "GET", MARKER), "answered")])
    path = files.days()[day_zero.date()]
    assert MARKER in path.read_text()
    stand(monkeypatch, day_zero + timedelta(days=30))
    jobs.keep_time(str(vendor))
    assert path.exists()
    stand(monkeypatch, day_zero + timedelta(days=31))
    jobs.keep_time(str(vendor))
    assert not path.exists()
