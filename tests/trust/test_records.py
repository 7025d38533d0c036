"""The register of purposes: none without a basis, versions that stay, interests weighed by two people."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from psycopg import errors

from ictdesk.business.vendor import founding
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.purposes import PURPOSES
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.records import commands, jobs, register, shipped, words
from ictdesk.trust.records.commands.assess import Weighing
from ictdesk.trust.records.describing import Description
from ictdesk.trust.records.models import InterestAssessment, ProcessingRecord
from ictdesk.trust.records.register import Line
from tests.people.browsers import signed_in
from tests.world import US, House, World

WEIGHED = Weighing("Finding misuse.", "Nothing less shows it.", "Ids alone.", "Kept for a month.", "ours")


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def line(house: House, key: str) -> Line:
    with workspace_scope(house.id):
        return register.line_of(house.noor.actor, key)


def describe(house: House, key: str = "digests", **said: object) -> ProcessingRecord:
    with workspace_scope(house.id):
        found = {"basis": "contract", "necessity": "So that nobody waits unseen."} | said
        made: ProcessingRecord = commands.describe_purpose(
            actor=house.noor.actor,
            activity=key,
            description=Description(**found),  # type: ignore[arg-type]
        )
        return made


def approved(house: House, key: str, days: int = 300) -> InterestAssessment:
    with workspace_scope(house.id):
        row = commands.write_assessment(actor=house.noor.actor, activity=key, weighing=WEIGHED)
        commands.submit_assessment(actor=house.noor.actor, assessment=row)
        until = clock.now().date() + timedelta(days=days)
        made: InterestAssessment = commands.approve_assessment(
            actor=house.vera.actor, assessment=row, expires_on=until
        )
        return made


def test_no_purpose_of_the_data_map_is_without_a_line_and_a_basis(acme: House) -> None:
    uses = {
        use
        for row in everything()
        if row.plane == "cell" and isinstance(row.entry, Personal)
        for use in row.entry.purposes
    }
    with workspace_scope(acme.id):
        lines = register.lines(acme.noor.actor)
    assert uses <= {one.use for one in lines}
    assert all(one.basis in words.BASES and one.necessity for one in lines)
    assert all(one.facts.categories and one.facts.subjects and one.facts.kept_from for one in lines)


def test_a_purpose_of_the_map_that_nobody_described_has_a_line_of_its_own(
    acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A purpose that a field names from tomorrow on is seen at once."""
    without = tuple(one for one in shipped.SHIPPED if one.key != "security")
    monkeypatch.setattr(shipped, "SHIPPED", without)
    with workspace_scope(acme.id):
        lines = {one.use: one for one in register.lines(acme.noor.actor)}
    assert lines["essential.service.security"].basis == BASIS_OF["essential.service.security"]
    assert lines["essential.service.security"].facts.categories


def test_every_switch_belongs_to_one_purpose_whose_tables_are_there() -> None:
    switches = [one.switch for one in shipped.SHIPPED if one.switch]
    assert sorted(switches) == sorted(PURPOSES)
    tables = {row.table for row in everything()}
    assert {table for one in shipped.SHIPPED for table in one.tables} <= tables


def test_the_vendors_own_register_holds_accounts_too(acme: House) -> None:
    """There the vendor is controller; in a customer's the accounts are not its business."""
    entry = founding.found()
    with workspace_scope(entry.id):
        assert register.role() == "controller"
        theirs = {one.key: one for one in register.lines(US)}
    assert "workspace_admin" in theirs["rights"].facts.subjects
    with workspace_scope(acme.id):
        assert register.role() == "processor"
        ours = {one.key: one for one in register.lines(US)}
    pairs = [(set(_told(line)), set(_told(theirs[key]))) for key, line in ours.items() if key in theirs]
    assert all(here <= there for here, there in pairs)
    assert any(here < there for here, there in pairs)


def _told(line: register.Line) -> tuple[str, ...]:
    return (*line.facts.subjects, *line.facts.categories)


def test_versions_follow_each_other_and_stay(acme: House) -> None:
    assert line(acme, "digests").version == 0
    describe(acme)
    describe(acme, necessity="Members are not always there.")
    with workspace_scope(acme.id):
        found = [(one.version, one.necessity) for one in register.history(acme.noor.actor, "digests")]
    assert found == [(2, "Members are not always there."), (1, "So that nobody waits unseen.")]
    with pytest.raises(AlreadySo):
        describe(acme, necessity="Members are not always there.")
    for statement in ("update processing_record set version = 9", "delete from processing_record"):
        with pytest.raises(Exception, match="permission denied") as raised, workspace_scope(acme.id) as scope:
            connections[scope.alias].cursor().execute(statement)
        assert isinstance(raised.value.__cause__, errors.InsufficientPrivilege)


def test_bad_words_change_nothing(acme: House) -> None:
    for said in (
        {"basis": "because"},
        {"special": "z"},
        {"recipients": ("everybody",)},
        {"necessity": "  "},
        {"necessity": "x" * 2001},
    ):
        with pytest.raises(Invalid):
            describe(acme, **said)
    with pytest.raises(NotFound):
        describe(acme, "no-such")
    with pytest.raises(Conflict, match="no desk"):
        describe(acme, "support", on=False)
    assert line(acme, "digests").version == 0


def test_what_rests_on_consent_is_put_on_no_other_basis(acme: House) -> None:
    with pytest.raises(Conflict, match="another basis"):
        describe(acme, "newsletters", basis="interest")
    describe(acme, "newsletters", basis="consent", on=False)
    assert not line(acme, "newsletters").on


def test_one_of_their_own_has_a_name_of_its_own(acme: House) -> None:
    said = Description("interest", "To see what to mend first.", special="f")
    with workspace_scope(acme.id):
        commands.add_purpose(
            actor=acme.noor.actor, name="Counting", use="functional.service", description=said
        )
        for name in ("Counting", "Support"):
            with pytest.raises(Conflict):
                commands.add_purpose(actor=US, name=name, use="functional.service", description=said)
        with pytest.raises(Invalid):
            commands.add_purpose(actor=US, name="Other", use="world.domination", description=said)
        with pytest.raises(NotAllowed):
            commands.add_purpose(actor=acme.ada.actor, name="Ada's", use="sales", description=said)
    assert line(acme, "counting").name == "Counting"
    assert not line(acme, "counting").weighed


def test_nobody_approves_what_they_wrote(acme: House) -> None:
    soon = clock.now().date() + timedelta(days=30)
    with workspace_scope(acme.id):
        noor, vera = acme.noor.actor, acme.vera.actor
        row = commands.write_assessment(actor=noor, activity="security", weighing=WEIGHED)
        with pytest.raises(Conflict):
            commands.approve_assessment(actor=vera, assessment=row, expires_on=soon)
        commands.submit_assessment(actor=noor, assessment=row)
        with pytest.raises(Conflict):
            commands.write_assessment(actor=vera, activity="security", weighing=WEIGHED)
        with pytest.raises(NotAllowed):
            commands.approve_assessment(actor=noor, assessment=row, expires_on=soon)
        for day in (clock.now().date(), clock.now().date() + timedelta(days=400)):
            with pytest.raises(Invalid):
                commands.approve_assessment(actor=vera, assessment=row, expires_on=day)
        assert not register.line_of(noor, "security").weighed
        commands.approve_assessment(actor=vera, assessment=row, expires_on=soon)
        assert register.line_of(noor, "security").weighed
        with pytest.raises(Conflict):
            commands.send_assessment_back(actor=vera, assessment=row)


def test_what_weighs_against_it_is_not_approved(acme: House) -> None:
    against = Weighing("Ads.", "None.", "They do not expect it.", "None.", "theirs")
    with workspace_scope(acme.id):
        row = commands.write_assessment(actor=acme.noor.actor, activity="security", weighing=against)
        commands.submit_assessment(actor=acme.noor.actor, assessment=row)
        with pytest.raises(Conflict, match="may not be done"):
            commands.approve_assessment(
                actor=acme.vera.actor, assessment=row, expires_on=clock.now().date() + timedelta(days=9)
            )


def test_the_next_one_follows_the_last_and_time_ends_it(acme: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = approved(acme, "security"), approved(acme, "security", days=20)
    with workspace_scope(acme.id):
        assert InterestAssessment.objects.get(id=first.id).state == "superseded"
        assert register.standing(second) == "approved"
        later = clock.now() + timedelta(days=20)
        monkeypatch.setattr(clock, "now", lambda: later)
        assert register.standing(second) == "expired"
        assert not register.line_of(acme.noor.actor, "security").weighed


def test_what_rests_on_interests_runs_as_long_as_its_assessment_holds(
    acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace_scope(acme.id):
        assert purposes.may("digests")
    describe(acme, basis="interest")
    with workspace_scope(acme.id):
        assert not purposes.may("digests")
    approved(acme, "digests", days=20)
    with workspace_scope(acme.id):
        assert purposes.may("digests")
    later = clock.now() + timedelta(days=20)
    monkeypatch.setattr(clock, "now", lambda: later)
    with workspace_scope(acme.id):
        assert not purposes.may("digests")


def test_the_lead_is_reminded_once_for_each_day_that_is_named(
    acme: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = approved(acme, "security", days=31)
    jobs.watch(str(acme.id))
    assert mail.outbox == []
    begin = clock.now()
    for days, letters in ((1, 1), (2, 1), (25, 2), (32, 2)):
        monkeypatch.setattr(clock, "now", lambda days=days: begin + timedelta(days=days))
        jobs.watch(str(acme.id))
        jobs.watch(str(acme.id))
        assert len(mail.outbox) == letters
    assert mail.outbox[0].to == [acme.noor.email]
    assert f"holds until {row.expires_on}" in mail.outbox[0].body


def test_the_office_reads_writes_and_weighs(acme: House) -> None:
    noor, vera = signed_in(acme.noor), signed_in(acme.vera)
    where = f"/desk/{acme.slug}/privacy/purposes/"
    page = noor.get(where).content.decode()
    assert "you are the controller" in page.lower()
    assert "Not weighed" in page  # security rests on interests
    said = {"basis": "contract", "necessity": "So that nobody waits.", "recipients": ["inside"]}
    assert noor.post(f"{where}digests/", said).status_code == 302
    assert "is refused" in noor.get(f"{where}digests/").content.decode()
    assert noor.post(f"{where}digests/", {"basis": "contract"}).status_code == 422
    weighing = {name: getattr(WEIGHED, name) for name in WEIGHED.__slots__}
    assert noor.post(f"{where}security/weigh/", weighing).status_code == 302
    with workspace_scope(acme.id):
        row = InterestAssessment.objects.get()
    steps = f"/desk/{acme.slug}/privacy/assessments/{row.id}/"
    assert noor.post(f"{steps}submit/").status_code == 302
    until = (clock.now() + timedelta(days=100)).date()
    noor.post(f"{steps}approve/", {"expires_on": until})
    assert not line(acme, "security").weighed
    vera.post(f"{steps}approve/", {"expires_on": until})
    assert line(acme, "security").weighed
    assert "Vera Lind" in noor.get(f"{where}security/").content.decode()
    own = said | {"name": "Counting", "use": "functional.service"}
    assert noor.post(where, own).status_code == 302
    assert "Counting" in noor.get(where).content.decode()
    for page in (where, f"{where}digests/", f"{where}security/weigh/"):
        assert signed_in(acme.ada).get(page).status_code == 403
