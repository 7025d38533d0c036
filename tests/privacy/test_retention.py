"""Data ends when its reason ends: what is due goes, what something keeps stays and says why, and nothing else changes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands as talks
from ictdesk.desk.conversations.models import Conversation, Message, SearchToken, VisitorSession
from ictdesk.desk.workspaces.queries import default_status
from ictdesk.kernel import clock, retention
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.errors import AlreadySo, Ending, Invalid, NotAllowed
from ictdesk.kernel.retention import DataClass
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.retention import commands, jobs, periods, queries, repeating, running
from ictdesk.privacy.retention.models import RetentionRule, RetentionRun
from tests.endings.asked import asked as asked_end
from tests.privacy.erased import finished, is_gone
from tests.privacy.restricted import placed
from tests.privacy.test_erasure_cases import asked
from tests.privacy.test_holds import held, lifted
from tests.world import House, World

YEARS = 365 * 4


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def old(house: House, *texts: str, days: int = YEARS, solved: bool = True) -> Conversation:
    """A thread that was solved so many days ago, and whose person has not been seen since."""
    talk = house.talk(*texts)
    with workspace_scope(house.id):
        if solved:
            talks.solve(actor=house.ada.actor, conversation=talk)
        then = clock.now() - timedelta(days=days)
        Conversation.objects.filter(id=talk.id).update(
            category_at=then, last_message_at=then, created_at=then
        )
        Contact.objects.filter(id=talk.contact_id).update(last_seen_at=then, created_at=then)
    return talk


def of(key: str) -> DataClass:
    found = retention.class_of(key)
    assert found is not None
    return found


def ran(house: House, key: str) -> RetentionRun | None:
    running.run(house.id, key)
    with workspace_scope(house.id):
        found: RetentionRun | None = queries.runs(of(key)).first()
    return found


def there(house: House, talk: Conversation) -> bool:
    with workspace_scope(house.id):
        rows = Message.objects.filter(conversation_id=talk.id).count()
        found = bool(Conversation.objects.filter(id=talk.id).exists())
    assert found == bool(rows), "a thread goes with its messages or not at all"
    return found


def seen_again(house: House, talk: Conversation) -> None:
    """The person is alive: only the thread is old."""
    with workspace_scope(house.id):
        Contact.objects.filter(id=talk.contact_id).update(last_seen_at=clock.now())


@pytest.mark.parametrize(
    ("period", "then"),
    [
        ("P30D", datetime(2026, 1, 30, 12, tzinfo=UTC)),
        ("P1M", datetime(2026, 1, 31, 12, tzinfo=UTC).replace(month=2, day=1)),
        ("P1Y", datetime(2025, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_period_is_counted_in_calendar_units(period: str, then: datetime) -> None:
    assert retention.back(datetime(2026, 3, 1, 12, tzinfo=UTC), period) == then


def test_the_last_day_of_a_month_stands_for_those_it_lacks() -> None:
    assert retention.back(datetime(2026, 3, 31, tzinfo=UTC), "P1M") == datetime(2026, 2, 28, tzinfo=UTC)
    assert retention.back(datetime(2024, 2, 29, tzinfo=UTC), "P1Y") == datetime(2023, 2, 28, tzinfo=UTC)
    assert retention.months_back(datetime(2026, 1, 31, tzinfo=UTC), -1) == datetime(2026, 2, 28, tzinfo=UTC)
    for wrong in ("", "3Y", "P0D", "P1W", "P-1D", "P1Y6M", "P99999D"):
        with pytest.raises(ValueError, match="no period"):
            retention.back(clock.now(), wrong)


def test_every_class_has_a_default_from_the_first_day(acme: House) -> None:
    with workspace_scope(acme.id):
        found = {one.one.key: one.period for one in queries.standings(acme.noor.actor)}
    assert found == {
        "cases": "P3Y",
        "consents": "P3Y",
        "conversations": "P3Y",
        "logs": "P30D",
        "members": "P1Y",
        "people": "P3Y",
        "trail": "P3Y",
        "visits": "P30D",
    }


def test_an_old_thread_goes_with_everything_and_its_person_stays(acme: House) -> None:
    talk, fresh = old(acme, "Where is my parcel?"), acme.talk("Hello")
    seen_again(acme, talk)
    row = ran(acme, "conversations")
    assert row is not None
    assert (row.ended, row.kept, row.counts["conversation"], row.counts["message"]) == (1, {}, 1, 1)
    assert not there(acme, talk)
    assert there(acme, fresh)
    with workspace_scope(acme.id):
        assert not SearchToken.objects.filter(conversation_id=talk.id).exists()
        assert Contact.objects.filter(id=talk.contact_id).exists()
        assert SubjectKey.objects.get(id=talk.subject_id).wrapped is not None
    with workspace_scope(acme.id), connections["cell_eu"].cursor() as cursor:
        cursor.execute("select kind from event where conversation_id = %s", [talk.id])
        assert ("conversation_erased",) in cursor.fetchall(), "open inboxes forget it"


@pytest.mark.parametrize("days", [0, 30, 3 * 365 - 2])
def test_what_is_not_due_stays(acme: House, days: int) -> None:
    talk = old(acme, "Hello", days=days)
    assert ran(acme, "conversations") is None
    assert ran(acme, "people") is None
    assert there(acme, talk)


def test_what_is_worked_on_is_not_due_however_old(acme: House) -> None:
    talk = old(acme, "Hello", solved=False)
    assert (ran(acme, "conversations"), ran(acme, "people")) == (None, None)
    assert there(acme, talk)


def test_quiet_people_are_erased_with_a_certificate(acme: House) -> None:
    talk = old(acme, "Where is my parcel?")
    row = ran(acme, "people")
    assert row is not None
    assert row.counts == {"erasure_run": 1}
    with workspace_scope(acme.id):
        run = ErasureRun.objects.get(cause="retention")
    assert finished(acme.id, run).certificate is not None
    assert is_gone(acme, talk)
    assert ran(acme, "people") == row, "nothing more is due"


def test_whoever_went_into_somebody_alive_lives_on(acme: House) -> None:
    """A contact that was merged is old; the person is not."""
    past, now = old(acme, "Long ago"), acme.talk("Hello")
    with workspace_scope(acme.id):
        source, target = Contact.objects.get(id=past.contact_id), Contact.objects.get(id=now.contact_id)
        talks.merge_contacts(actor=acme.ada.actor, source=source, target=target)
        then = clock.now() - timedelta(days=YEARS)
        Contact.objects.filter(id__in=[source.id, target.id]).update(last_seen_at=then, created_at=then)
        Conversation.objects.filter(id=past.id).update(category_at=then, last_message_at=then)
    assert ran(acme, "people") is None
    with workspace_scope(acme.id):
        assert Contact.objects.filter(id=target.id).exists()


def test_past_visits_and_their_keys_go(acme: House) -> None:
    guest = acme.guest()
    with workspace_scope(acme.id):
        VisitorSession.objects.filter(id=guest.session.id).update(expires_at=clock.now() - timedelta(days=31))
    row = ran(acme, "visits")
    assert row is not None
    assert row.counts == {"visitor_session": 1}
    with workspace_scope(acme.id):
        assert not VisitorSession.objects.filter(id=guest.session.id).exists()


def test_who_did_what_is_forgotten_in_its_time(acme: House) -> None:
    with workspace_scope(acme.id):
        AuditRecord.objects.create(
            at=clock.now() - timedelta(days=YEARS), actor_kind="member", action="x", object_kind="y"
        )
    row = ran(acme, "trail")
    assert row is not None
    assert row.counts == {"audit_record": 1}


KEEPERS: dict[str, Any] = {
    "hold": held,
    "request": lambda house, talk: asked(house, talk, "access"),
    "restriction": lambda house, talk: placed(house, talk, "claims"),
}


@pytest.mark.parametrize("key", ["conversations", "people"])
@pytest.mark.parametrize("why", KEEPERS)
def test_what_something_keeps_stays_and_says_why(acme: House, why: str, key: str) -> None:
    kept, free = old(acme, "Mine"), old(acme, "Other")
    KEEPERS[why](acme, kept)
    row = ran(acme, key)
    assert row is not None
    codes = {"request", "restriction"} if why == "restriction" else {why}
    assert sum(row.kept.values()) == 1
    assert set(row.kept) <= codes
    assert row.ended == 1
    assert there(acme, kept)
    assert there(acme, free) == (key == "people"), "its erasure has begun"
    with workspace_scope(acme.id):
        assert queries.standing(of(key), clock.now()).late == 0


def test_a_hold_on_one_thread_keeps_that_one(acme: House) -> None:
    """Hard case 29: and what waited goes by itself once the hold ends."""
    talk, other = old(acme, "Mine"), old(acme, "Other")
    hold = held(acme, talk, [talk.id])
    row = ran(acme, "conversations")
    assert row is not None
    assert row.kept == {"hold": 1}
    assert (there(acme, talk), there(acme, other)) == (True, False)
    lifted(acme, hold)
    assert ran(acme, "conversations") is not None
    assert not there(acme, talk)


def test_a_run_that_was_killed_goes_on_with_its_own_moment(acme: House) -> None:
    every = [old(acme, f"Number {number}") for number in range(4)]

    class Killed(BaseException):
        pass

    with (
        patch.object(running, "BATCH", 2),
        patch.object(running, "_finish", side_effect=Killed),
        pytest.raises(Killed),
    ):
        running.run(acme.id, "conversations")
    with workspace_scope(acme.id):
        half = RetentionRun.objects.get(done_at=None)
    assert half.ended == 4
    row = ran(acme, "conversations")
    assert row is not None
    assert (row.id, row.ended, row.before) == (half.id, 4, half.before)
    assert not any(there(acme, one) for one in every)


def test_a_run_is_certified_and_in_the_ledger(acme: House) -> None:
    old(acme, "Hello")
    row = ran(acme, "conversations")
    assert row is not None
    assert row.certificate is not None
    said = row.certificate
    assert (said["class"], said["ended"], said["removed"]["conversation"]) == ("conversations", 1, 1)
    assert bytes(row.signature or b"") == signing.sign(canonical(said))
    entry = [one for one in Chain(acme.id).entries() if one.kind == "retention"][-1]
    assert entry.facts == {"class": "conversations", "before": int(row.before.timestamp())}


def test_what_a_restore_brings_back_goes_again(acme: House) -> None:
    old(acme, "Hello")
    ran(acme, "conversations")
    entries = [one for one in Chain(acme.id).entries() if one.kind == "retention"]
    back, held_one = old(acme, "Back from a copy"), old(acme, "Held")
    held(acme, held_one)
    with workspace_scope(acme.id):
        assert repeating.holds(entries), "the sweep sees what is back"
        repeating.again(entries)
        repeating.again(entries)
        assert repeating.holds(entries) == []
    assert (there(acme, back), there(acme, held_one)) == (False, True)


def test_another_workspace_is_left_alone(world: World) -> None:
    mine, theirs = old(world.acme, "Hello"), world.globex.talk("Hello")
    with workspace_scope(world.globex.id):
        then = clock.now() - timedelta(days=YEARS)
        solved = default_status("solved")
        Conversation.objects.filter(id=theirs.id).update(
            status=solved, category="solved", category_at=then, last_message_at=then
        )
    ran(world.acme, "conversations")
    assert (there(world.acme, mine), there(world.globex, theirs)) == (False, True)


def test_nothing_runs_while_the_workspace_ends(acme: House) -> None:
    talk = old(acme, "Hello")
    asked_end(acme)
    with pytest.raises(Ending):
        jobs.run(workspace_id=str(acme.id))
    assert there(acme, talk)


def test_a_longer_period_counts_at_once_and_a_shorter_one_after_a_week(acme: House) -> None:
    talk = old(acme, "Hello", days=400)
    one = of("conversations")
    with workspace_scope(acme.id):
        commands.set_period(actor=acme.vera.actor, data_class="conversations", period="P1Y")
        assert periods.in_force(one, clock.now()) == "P3Y"
    assert ran(acme, "conversations") is None
    with workspace_scope(acme.id):
        later = clock.now() + timedelta(days=7, minutes=1)
        assert periods.in_force(one, later) == "P1Y"
    with patch.object(clock, "now", return_value=later):
        assert ran(acme, "conversations") is not None
    assert not there(acme, talk)
    with workspace_scope(acme.id):
        commands.set_period(actor=acme.vera.actor, data_class="conversations", period="P5Y")
        assert periods.in_force(one, clock.now()) == "P5Y"
        assert periods.in_force(one, later) == "P5Y", "what waited was taken back"
        with pytest.raises(AlreadySo):
            commands.set_period(actor=acme.vera.actor, data_class="conversations", period="P5Y")
        assert AuditRecord.objects.filter(action="retention.set").count() == 2


@pytest.mark.parametrize("period", ["P29D", "P11Y", "P1W", "", "forever"])
def test_a_period_out_of_bounds_changes_nothing(acme: House, period: str) -> None:
    with pytest.raises(Invalid), workspace_scope(acme.id):
        commands.set_period(actor=acme.vera.actor, data_class="people", period=period)
    with pytest.raises(Invalid), workspace_scope(acme.id):
        commands.set_period(actor=acme.vera.actor, data_class="invoices", period="P3Y")
    with pytest.raises(NotAllowed), workspace_scope(acme.id):
        commands.set_period(actor=acme.ada.actor, data_class="people", period="P1Y")
    with workspace_scope(acme.id):
        assert not RetentionRule.objects.exists()


def test_a_bound_that_was_moved_moves_the_rule_along(acme: House) -> None:
    one = of("people")
    with workspace_scope(acme.id):
        for period, counts in (("P1D", one.least), ("P50Y", one.most)):
            RetentionRule.objects.create(
                data_class="people", period=period, from_at=clock.now(), made_at=clock.now()
            )
            assert periods.in_force(one, clock.now()) == counts


def test_two_classes_of_one_name_and_a_default_out_of_bounds_are_mistakes() -> None:
    one = of("people")
    with pytest.raises(ValueError, match="two classes"):
        retention.declare(one)
    wrong = DataClass("x", "event", "P1D", "P30D", "P10Y", "delete", one.rows)
    with pytest.raises(ValueError, match="bounds"):
        retention.declare(wrong)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ages=st.lists(st.integers(700, 1400), min_size=1, max_size=4),
    keeper=st.sampled_from(["", *KEEPERS]),
    period=st.sampled_from(["P2Y", "P3Y", "P30M"]),
)
def test_a_year_goes_by(world: World, ages: list[int], keeper: str, period: str) -> None:
    """Each quarter: the preview is what the run does, and nothing is past its time unless something keeps it."""
    house, one, now = world.acme, of("conversations"), clock.now()
    threads = {old(house, f"Day {age}", days=age): age for age in ages}
    kept = next(iter(threads)) if keeper else None
    if kept:
        KEEPERS[keeper](house, kept)
    for day in range(0, 366, 91):
        moment = now + timedelta(days=day)
        before = retention.back(moment, period)
        with (
            patch.object(clock, "now", return_value=moment),
            patch.object(periods, "in_force", return_value=period),
        ):
            with workspace_scope(house.id):
                preview = queries.preview(house.noor.actor, one.key, period)
            ended = _ended(house, one.key)
            with workspace_scope(house.id):
                late = queries.standing(one, moment).late
        assert ended == preview.count - preview.kept
        assert late == 0
        for talk, age in threads.items():
            due = now - timedelta(days=age) < before
            assert there(house, talk) == (not due or talk == kept), (day, age)
    _tidy(house, threads)


def _ended(house: House, key: str) -> int:
    with workspace_scope(house.id):
        known = set(queries.runs(of(key)).values_list("id", flat=True))
    running.run(house.id, key)
    with workspace_scope(house.id):
        return sum(row.ended for row in queries.runs(of(key)) if row.id not in known)


def _tidy(house: House, threads: dict[Conversation, int]) -> None:
    """The house is one for all examples: what is left of this one is as good as new."""
    with workspace_scope(house.id):
        ids = [talk.id for talk in threads]
        Conversation.objects.filter(id__in=ids).update(category_at=clock.now() + timedelta(days=9999))
