"""Breaches: counts that are right inside their bounds, notices that are frozen, told to the right people alone, and acknowledged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox
from django.db import connections
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, DomainError, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import (
    clocks,
    commands,
    contacts,
    jobs,
    queries,
    states,
    telling,
    tokens,
)
from ictdesk.trust.breaches.commands.answer import Judged
from ictdesk.trust.breaches.models import (
    BreachCase,
    BreachIncident,
    BreachStep,
    SecurityContact,
)
from tests.kernel.test_personal_log import a_line, written
from tests.trust.breach_room import Room, contact_of
from tests.trust.visits import Vendor, make_vendor
from tests.world import House, World


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


@pytest.fixture
def room(vendor: Vendor) -> Room:
    return Room(vendor)


MOVES = st.lists(st.sampled_from(["declare", "notify", "close", "dismiss", "reopen"]), max_size=8)


@given(moves=MOVES, told_all=st.booleans(), reason=st.sampled_from(["", "NoPersonalData"]))
@tries(max_examples=30)
def test_nobody_is_told_before_somebody_decided_and_nothing_closes_in_silence(
    moves: list[str], told_all: bool, reason: str
) -> None:
    state, done = "suspected", []
    for move in moves:
        try:
            state = states.step(state, move, told_all=told_all, reason=reason, report="What happened.")
        except (Conflict, Invalid):
            continue
        done.append(move)
        if move == "notify":
            assert "declare" in done
        if move == "close" and done[-2] != "notify":
            assert reason
        if move == "close" and done[-2] == "notify":
            assert told_all
    with pytest.raises(Invalid):
        states.step("aware", "close", report="It was mended.")
    with pytest.raises(Invalid):
        states.step("notified", "close", told_all=True, report=" ")


def test_every_hour_counts_over_weekend_and_holiday() -> None:
    """Friday 18:00 before Easter Monday (Regulation 1182/71, Art. 3(4) leaves periods of hours out)."""
    friday = datetime(2027, 3, 26, 18, tzinfo=UTC)
    due = clocks.due(friday, clocks.regime_of("IE"))
    assert (due.own, due.outer) == (friday + timedelta(hours=24), datetime(2027, 3, 29, 18, tzinfo=UTC))
    assert not due.is_late(due.outer)
    assert due.is_late(due.outer + timedelta(seconds=1))
    assert clocks.regime_of("GB").code == "UK"
    assert {one.hours for one in clocks.regimes().values()} == {72}


def test_awareness_is_somebodys_and_is_said_once(room: Room, vendor: Vendor) -> None:
    with workspace_scope(vendor.id), pytest.raises(DomainError):
        commands.declare_aware(actor=telling.US, incident_id=room.row.id, aware_at=clock.now())
    with pytest.raises(Invalid):
        room.act(commands.declare_aware, aware_at=room.row.detected_at - timedelta(seconds=1))
    room.aware()
    before = room.row.aware_at, room.row.aware_by
    assert before[1] == vendor.bob.row.user_id
    with pytest.raises(AlreadySo):
        room.act(commands.declare_aware, aware_at=clock.now())
    assert (room.row.aware_at, room.row.aware_by) == before


def test_a_leak_through_the_log_counts_each_workspace_and_names_no_other(
    room: Room, world: World, vendor: Vendor, tmp_path: Path
) -> None:
    """Hard case 68: one file for all workspaces."""
    acme, globex = world.acme, world.globex
    begin = clock.now()
    person = acme.talk("Hello", name="Ann").contact_id
    lines = [
        a_line(workspace=acme.id, contact=person),
        a_line(workspace=acme.id, contact=person, ip="192.0.2.2"),
        a_line(workspace=acme.id, ip="192.0.2.3"),
    ]
    written(tmp_path, *lines)
    until = clock.now() + timedelta(seconds=1)
    room.aware()
    room.act(
        commands.add_exposure,
        exposed={"tables": ["log_line"], "since": begin.isoformat(), "until": until.isoformat()},
    )
    jobs.count(str(vendor.id), str(room.row.id))
    assert [one.workspace_id for one in room.row.counts.all()] == [acme.id]
    count = room.count_of(acme)
    assert (count.subjects_low, count.subjects_high, count.records_low, count.records_high) == (1, 2, 3, 3)
    contact_of(acme, "security@acme.example", acme.noor.actor)
    (made,) = room.freeze()
    mails = room.tell()
    assert [one.to for one in mails] == [["security@acme.example"]]
    everything = "".join([made.text, str(mails[0].message()), str(made.facts)])
    with workspace_scope(vendor.id):
        shown = queries.room(vendor.bob.actor, room.row.id)
        everything += str(shown)
    assert acme.slug in str(shown.touched)
    assert globex.slug not in everything
    assert str(globex.id) not in everything
    with workspace_scope(globex.id):
        assert queries.cases_here(globex.hank.actor) == []
        with pytest.raises(NotFound):
            commands.acknowledge_notice(actor=globex.hank.actor, notice_id=made.id)


def test_a_notice_has_four_contents_or_says_when_they_come(room: Room, world: World) -> None:
    room.act(commands.name_affected, workspace=world.acme.slug)
    with pytest.raises(Conflict):
        room.freeze()
    room.aware(consequences="")
    with pytest.raises(Invalid):
        room.freeze()
    room.describe(consequences="", unknown_until=(clock.now() + timedelta(hours=5)).isoformat())
    (made,) = room.freeze()
    for part in (
        "(a) Nature",
        "(b) Contact",
        "(c) Likely consequences: Not known yet",
        "(d) Measures",
        "not known yet",
    ):
        assert part in made.text, part
    with pytest.raises(AlreadySo):
        room.freeze()


def test_a_late_notice_says_why(room: Room, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    room.act(commands.name_affected, workspace=world.acme.slug)
    room.aware(unknown_until=(clock.now() + timedelta(days=9)).isoformat())
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=73))
    with pytest.raises(Invalid, match="72 hours"):
        room.freeze()
    room.describe(unknown_until=(now + timedelta(days=9)).isoformat(), delay="The log was found late.")
    assert "Why this is later than 72 hours: The log was found late." in room.freeze()[0].text


def test_numbers_grow_and_each_version_stays_as_it_was(room: Room, world: World) -> None:
    """Hard case 71."""
    acme = world.acme
    thread = acme.talk("One", name="Kim")
    room.aware()
    room.expose(acme, tables=["message"], where="conversation", about=[str(thread.id)])
    texts = [room.freeze()[0]]
    for _ in range(3):
        acme.say(acme.ada.actor, thread, "More")
        jobs.count(str(room.vendor.id), str(room.row.id))
        texts += room.freeze()
    assert [one.version for one in texts] == [1, 2, 3, 4]
    assert [one.facts["records_high"] for one in texts] == [1, 2, 3, 4]
    assert len({bytes(one.digest) for one in texts}) == 4
    for change in (
        "update breach_notice set text = 'x'",
        "delete from breach_notice",
        "update breach_step set act = 'x'",
    ):
        with pytest.raises(ProgrammingError), connections["default"].cursor() as cursor:
            cursor.execute(change)


def test_it_goes_to_contacts_on_file_and_never_to_the_desks_own_mailbox(
    room: Room, world: World, settings: Any
) -> None:
    """Hard case 70: the desk's own mail may be what is lost."""
    acme = world.acme
    own = f"support@{acme.slug}.{settings.ICTDESK_MAIL_DOMAIN}"
    with workspace_scope(acme.id):
        for wrong in (own, own.upper(), "nobody"):
            with pytest.raises((Conflict, Invalid)):
                commands.name_security_contact(actor=acme.noor.actor, address=wrong)
        waits = commands.name_security_contact(actor=acme.noor.actor, address="soc@mail.example")
        jobs.ask_contact(str(acme.id), str(waits.id))
        link = tokens.url("contact", waits.id).rpartition("/")[0]
    assert link in outbox.outbox[-1].body
    assert outbox.outbox[-1].to == ["soc@mail.example"]
    room.act(commands.name_affected, workspace=acme.slug)
    room.aware(unknown_until=(clock.now() + timedelta(hours=5)).isoformat())
    room.freeze()
    (mail,) = room.tell()
    assert mail.to == [acme.noor.email] or acme.noor.email in mail.to, "nobody has confirmed: the leads"
    with workspace_scope(acme.id):
        commands.verify_security_contact(actor=telling.US, contact=waits)
        assert [one.address for one in contacts.on_file()] == ["soc@mail.example"]
    room.describe(
        measures="And the key was changed.", unknown_until=(clock.now() + timedelta(hours=5)).isoformat()
    )
    room.freeze()
    (mail,) = room.tell()
    assert mail.to == ["soc@mail.example"]
    assert acme.slug not in mail.from_email
    assert room.tell() == [], "each once"


def test_nobody_answers_and_the_leads_hear_of_it_once(
    room: Room, world: World, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = world.acme
    contact_of(acme, "security@acme.example", acme.noor.actor)
    room.act(commands.name_affected, workspace=acme.slug)
    room.aware(unknown_until=(clock.now() + timedelta(days=5)).isoformat())
    room.freeze()
    room.tell()
    with pytest.raises(Conflict):
        room.act(commands.step_incident, act="close", report="Mended.")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=25))
    before = len(outbox.outbox)
    jobs.watch(str(vendor.id))
    jobs.watch(str(vendor.id))
    mails = [one for one in outbox.outbox[before:] if f"{room.row} v" in one.subject]
    assert len(mails) == 2, "to each side once"
    assert acme.noor.email in mails[0].to
    assert vendor.bob.email in mails[1].to
    assert room.act(commands.step_incident, act="close", report="Mended.").state == "closed"


def test_an_incident_that_nobody_is_told_of_has_a_reason_in_the_register(room: Room) -> None:
    room.aware()
    with pytest.raises(Invalid):
        room.act(commands.step_incident, act="close", report="A laptop was lost, and found.")
    room.act(
        commands.step_incident,
        act="close",
        report="A laptop was lost.",
        reason="JustificationA33RiskUnlikely",
    )
    assert (room.row.state, room.row.reason) == ("closed", "JustificationA33RiskUnlikely")
    assert list(
        BreachStep.objects.filter(incident=room.row).values_list("act", flat=True).order_by("at")
    ) == [*("open", "declare", "describe", "close")]


def told(room: Room, acme: House) -> BreachCase:
    """Acme was told, and has a case of its own."""
    contact_of(acme, "security@acme.example", acme.noor.actor)
    room.act(commands.name_affected, workspace=acme.slug)
    room.aware(unknown_until=(clock.now() + timedelta(days=5)).isoformat())
    room.freeze()
    room.tell()
    with workspace_scope(acme.id):
        found: BreachCase = BreachCase.objects.get(incident_id=room.row.id)
    return found


def test_a_customer_has_its_own_clock_from_being_told_and_decides(room: Room, world: World) -> None:
    acme = world.acme
    case = told(room, acme)
    with workspace_scope(acme.id):
        (line,) = [one for one in queries.cases_here(acme.noor.actor) if one.row.id == case.id]
        assert line.due.outer - case.aware_at == timedelta(hours=72)
        assert room.row.aware_at is not None
        assert case.aware_at > room.row.aware_at
        assert line.waiting is not None
        commands.acknowledge_notice(actor=acme.noor.actor, notice_id=line.waiting.id)
        with pytest.raises(AlreadySo):
            commands.acknowledge_notice(actor=acme.noor.actor, notice_id=line.waiting.id)
        with pytest.raises(Invalid):
            commands.decide_breach(
                actor=acme.noor.actor, case=case, judged=Judged("none", "", "None", "None")
            )
        said = Judged("authority", "", "Names may be known.", "The log was closed.")
        case = commands.decide_breach(actor=acme.noor.actor, case=case, judged=said)
        with pytest.raises(Conflict):
            commands.close_breach(actor=acme.noor.actor, case=case)
        done = commands.close_breach(
            actor=acme.noor.actor, case=case, authority_at=clock.now(), reference="X-1"
        )
        assert (done.state, done.decided_by) == ("closed", acme.noor.row.id)


def test_a_rehearsal_reaches_nobody_but_the_vendors_own_contacts(vendor: Vendor, world: World) -> None:
    acme = world.acme
    contact_of(acme, "security@acme.example", acme.noor.actor)
    with workspace_scope(vendor.id):
        SecurityContact.objects.all().delete()
    contact_of(vendor, "drill@vendor.example", vendor.bob.actor)
    room = Room(vendor, rehearsal=True)
    room.act(commands.name_affected, workspace=acme.slug)
    room.aware(unknown_until=(clock.now() + timedelta(days=5)).isoformat())
    (made,) = room.freeze()
    (mail,) = room.tell()
    assert mail.to == ["drill@vendor.example"]
    assert mail.subject.startswith("REHEARSAL")
    assert mail.body.startswith("REHEARSAL")
    with workspace_scope(acme.id):
        assert not BreachCase.objects.filter(incident_id=room.row.id).exists()
        with pytest.raises(NotFound):
            commands.acknowledge_notice(actor=acme.noor.actor, notice_id=made.id)
    with workspace_scope(vendor.id):
        assert [one.id for one in queries.rehearsals_waiting()] == [made.id]
        commands.acknowledge_notice(actor=vendor.bob.actor, notice_id=made.id)
        assert queries.rehearsals_waiting() == []


def test_only_the_vendor_has_the_room(room: Room, world: World) -> None:
    id_ = room.row.id
    acts: list[tuple[Any, dict[str, Any]]] = [
        (commands.open_incident, {"name": "x", "kinds": [], "detected_at": clock.now(), "rehearsal": True}),
        (commands.describe_incident, {"incident_id": id_, "described": {}, "kinds": [], "severity": ""}),
        (commands.declare_aware, {"incident_id": id_, "aware_at": clock.now()}),
        (commands.add_exposure, {"incident_id": id_, "exposed": {}}),
        (commands.name_affected, {"incident_id": id_, "workspace": world.globex.slug}),
        (commands.freeze_notices, {"incident_id": id_}),
        (commands.step_incident, {"incident_id": id_, "act": "dismiss", "reason": "NoPersonalData"}),
    ]
    for command, said in acts:
        with workspace_scope(world.acme.id), pytest.raises(NotFound):
            command(actor=world.acme.vera.actor, **said)
    room.row.refresh_from_db()
    assert (room.row.state, room.row.exposures) == ("suspected", [])
    assert UUID(str(id_)) == room.row.id


def test_a_day_without_a_notice_is_said_once(
    room: Room, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.aware()
    now, before = clock.now(), len(outbox.outbox)
    for hours in (22, 24, 25):
        monkeypatch.setattr(clock, "now", lambda hours=hours: now + timedelta(hours=hours))
        telling.hurry(vendor.id)
    mails = [one for one in outbox.outbox[before:] if f"{room.row}: nobody was told" in one.subject]
    assert [vendor.bob.email in one.to for one in mails] == [True]


def test_who_was_told_hears_that_it_came_to_nothing_and_who_is_opened_again_stays_told(
    room: Room, world: World
) -> None:
    thread = world.acme.talk("One", name="Kim")
    room.aware()
    room.expose(world.acme, tables=["message"], where="conversation", about=[str(thread.id)])
    room.freeze()
    BreachIncident.objects.filter(id=room.row.id).update(exposures=[])
    room.expose(world.acme, tables=["message"], where="conversation", about=[str(uuid4())])
    (made,) = room.freeze()
    assert (made.version, made.facts["records_high"]) == (2, 0)
    room.tell()
    with workspace_scope(world.acme.id):
        commands.acknowledge_notice(actor=world.acme.noor.actor, notice_id=made.id)
    room.act(commands.step_incident, act="close", report="Nothing was read.")
    assert room.act(commands.step_incident, act="reopen").state == "notified"
