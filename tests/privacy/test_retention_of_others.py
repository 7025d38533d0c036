"""What ends beside threads and people: former colleagues, agreements that ended, and what is kept of acts that are over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.test.utils import CaptureQueriesContext

from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member, TeamMember, User
from ictdesk.desk.people.queries import opened
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel import clock, retention
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.jobs.queue import BLUEPRINT
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.consent import events, repeating
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState
from ictdesk.privacy.holds.models import Hold, HoldSubject
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.retention import commands, jobs, queries, running
from ictdesk.privacy.retention.models import RetentionRun
from tests.kernel import queue_of
from tests.privacy.ages import agreed_earlier, at
from tests.privacy.test_consent import answer, ok, purpose
from tests.privacy.test_holds import held, lifted
from tests.privacy.test_retention import of, old, ran, there
from tests.world import US, House, World

LATER = timedelta(days=3 * 366 + 10)


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def gone(house: House, key: str, after: timedelta = LATER) -> RetentionRun | None:
    with at(clock.now() + after):
        return ran(house, key)


def leaves(house: House) -> Member:
    with workspace_scope(house.id):
        row: Member = people.deactivate_member(actor=US, member=house.ada.row)
        return row


def test_a_colleague_who_left_is_known_by_name_for_a_year(acme: House) -> None:
    talk = acme.talk("Hello")
    acme.say(acme.ada.actor, talk, "Good morning")
    with workspace_scope(acme.id):
        team = Team.objects.create(name="Parcels")
        TeamMember.objects.create(team=team, member=acme.ada.row)
        people.set_signature(actor=acme.ada.actor, member=acme.ada.row, signature="Ada of Acme")
    leaves(acme)
    assert gone(acme, "members", timedelta(days=360)) is None
    row = gone(acme, "members", timedelta(days=370))
    assert row is not None
    assert row.counts["member"] == 1
    with workspace_scope(acme.id):
        ada = Member.objects.get(id=acme.ada.row.id)
        assert (opened([ada])[0].name, ada.signature, ada.notify) == ("", None, {})
        assert SubjectKey.objects.get(id=ada.subject_id).wrapped is None
        assert not TeamMember.objects.filter(member=ada).exists()
        waiting = queue_of.jobs(acme.id, "people.forget")
        assert [job["args"]["member"] for job in waiting] == [str(ada.id)]
        BLUEPRINT.tasks["people.leave"].func(member=str(ada.id))
        BLUEPRINT.tasks["people.forget"].func(member=str(ada.id))
    assert not User.objects.filter(id=ada.user_id).exists()
    assert there(acme, talk)


def test_an_account_that_another_workspace_knows_stays(world: World) -> None:
    from ictdesk.desk.people import accounts

    accounts.take_seat(User.objects.get(id=world.acme.ada.row.user_id), world.globex.id)
    leaves(world.acme)
    gone(world.acme, "members")
    with workspace_scope(world.acme.id):
        BLUEPRINT.tasks["people.leave"].func(member=str(world.acme.ada.row.id))
        BLUEPRINT.tasks["people.forget"].func(member=str(world.acme.ada.row.id))
    assert User.objects.filter(id=world.acme.ada.row.user_id).exists()


def test_whoever_is_there_stays_and_whoever_comes_back_has_a_new_key(acme: House) -> None:
    assert gone(acme, "members") is None
    before = leaves(acme)
    gone(acme, "members")
    with workspace_scope(acme.id):
        back = people.add_member(actor=US, email=acme.ada.email, name="Ada Okafor", role="agent")
        assert back.id == before.id
        assert back.subject_id != before.subject_id
        assert opened([Member.objects.get(id=back.id)])[0].name == "Ada Okafor"
        assert of("members").count(clock.now() + LATER) == 0, "who is back is not due"


def ends(house: House, to: ConsentPurpose) -> None:
    """What was agreed to runs out."""
    with workspace_scope(house.id):
        row = ConsentState.objects.get(purpose=to)
        events.add(bytes(row.digest), to, "expired", version=row.version, how="clock")


def test_an_agreement_that_ended_goes_with_its_history(acme: House) -> None:
    news, other = purpose(acme), purpose(acme, "other")
    answer(acme, news, "given")
    ends(acme, news)
    answer(acme, other, "given")
    agreed_earlier(acme, LATER)
    row = ran(acme, "consents")
    assert row is not None
    assert row.counts == {"consent_event": 2, "consent_state": 1}
    with workspace_scope(acme.id):
        assert list(ConsentEvent.objects.values_list("purpose__key", flat=True)) == ["other"]
    assert ok(acme, key="other"), "what is in force stays, however old"


def test_a_no_stays_without_its_history_and_is_kept_to_after_a_restore(acme: House) -> None:
    news = purpose(acme)
    for word in ("given", "withdrawn", "given", "withdrawn"):
        answer(acme, news, word)
    agreed_earlier(acme, LATER)
    row = ran(acme, "consents")
    assert row is not None
    assert row.counts == {"consent_event": 3}
    with workspace_scope(acme.id):
        assert list(ConsentEvent.objects.values_list("state", flat=True)) == ["withdrawn"]
        assert queries.past_their_time() == 0
        said = [
            replace(one, at=one.at - LATER) for one in Chain(acme.id).entries() if one.kind == "withdrawal"
        ]
        repeating.again(said)
        assert ConsentEvent.objects.count() == 1, "an older no does not come back over a newer word"
        assert repeating.look(said) == []
    assert not ok(acme)


def test_the_database_itself_refuses_to_delete_young_agreements(acme: House) -> None:
    answer(acme, purpose(acme), "given")
    with workspace_scope(acme.id), pytest.raises(DatabaseError, match="rows of a log"):
        ConsentEvent.objects.all().delete()


def test_a_lifted_hold_goes_when_a_case_closed_then_would(acme: House) -> None:
    stands, over = held(acme, acme.talk("Mine")), held(acme, acme.talk("Yours"))
    lifted(acme, over)
    assert gone(acme, "holds", timedelta(days=3 * 365 - 10)) is None
    row = gone(acme, "holds")
    assert row is not None
    assert row.counts["hold"] == 1
    assert row.counts["hold_subject"] == 1
    with workspace_scope(acme.id):
        assert [one.id for one in Hold.objects.all()] == [stands.id]
        assert HoldSubject.objects.count() == 1
        assert SubjectKey.objects.get(id=over.subject_id).wrapped is None


def test_a_class_that_goes_with_another_has_its_period_and_is_counted_with_it(acme: House) -> None:
    lifted(acme, held(acme, acme.talk("Yours")))
    with workspace_scope(acme.id):
        shown = {one.one.key: one for one in queries.standings(acme.noor.actor)}
        assert "holds" not in shown
        assert {one.key for one in retention.led_by("cases")} >= {"cases", "holds", "erasures", "purges"}
        with pytest.raises(Invalid):
            queries.preview(acme.vera.actor, "holds", "P2Y")
        with pytest.raises(Invalid):
            commands.set_period(actor=acme.vera.actor, data_class="holds", period="P2Y")
        with at(clock.now() + LATER):
            due = {one.one.key: one.due for one in queries.standings(acme.noor.actor)}
    assert due["cases"] == 1


def test_a_run_makes_place_for_others_and_goes_on(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "BATCH", 1)
    talks = [old(acme, f"Number {n}") for n in range(3)]
    rests: list[float] = []
    monkeypatch.setattr(running.Pace, "rest", lambda _pace, took: rests.append(took))
    monkeypatch.setattr(running.Pace, "over", lambda _pace: len(rests) in (2, 3))
    jobs.run(str(acme.id))
    assert sum(there(acme, talk) for talk in talks) == 1
    assert len(queue_of.jobs(acme.id, "retention.run")) == 1
    rests.extend([0.0, 0.0])
    jobs.run(str(acme.id))
    assert not any(there(acme, talk) for talk in talks)
    with workspace_scope(acme.id):
        assert queries.past_their_time() == 0


def test_the_year_ahead_of_a_class_is_one_statement(acme: House) -> None:
    old(acme, "Hello", days=3 * 365 - 100)
    now = clock.now()
    moments = [retention.months_back(now, 36 - month) for month in range(13)]
    with workspace_scope(acme.id), CaptureQueriesContext(connections["cell_eu"]) as asked:
        counts = of("conversations").counts(moments)
    with workspace_scope(acme.id):
        assert counts == [of("conversations").count(moment) for moment in moments]
    assert (counts[0], counts[-1]) == (0, 1)
    assert sum("count(" in one["sql"].lower() for one in asked.captured_queries) == 1
