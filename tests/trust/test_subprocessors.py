"""A sub-processor gets nothing before its day, and nothing ever from whoever objected: shown at the socket."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from ictdesk.business.newsletter.models import Campaign
from ictdesk.business.plans.setting import set_plan
from ictdesk.business.vendor.founding import found
from ictdesk.kernel import clock, egress
from ictdesk.kernel.errors import AlreadySo, Conflict, DomainError, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.consent import agreeing, events
from ictdesk.privacy.consent.asking import digest_of
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.trust.subprocessors import commands, gate, jobs, queries, repeating, states
from ictdesk.trust.subprocessors.facts import kept
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice
from ictdesk.trust.subprocessors.shipped import SHIPPED
from ictdesk.trust.transfers.models import TransferAssessment
from tests.mail.conftest import sink  # noqa: F401 - a fixture
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.trust.abroad import assess_all
from tests.world import US, House, World

pytestmark = pytest.mark.usefixtures("mailers")
SIGNED = date(2026, 1, 2)
ASSESSED = "Mail alone, standard clauses, no other way found."


@pytest.fixture
def vendor(world: World) -> Iterator[WorkspaceEntry]:
    """The vendor's workspace; the register is empty again afterwards, since it rules every call of the installation."""
    yield found()
    SubProcessorNotice.objects.all().delete()
    SubProcessor.objects.all().delete()
    TransferAssessment.objects.all().delete()
    EgressDay.objects.all().delete()
    gate.forget()


class Register:
    """What the vendor does with it."""

    def __init__(self, vendor: WorkspaceEntry) -> None:
        self.vendor = vendor

    def name(self, key: str, **more: Any) -> SubProcessor:
        facts = kept(SHIPPED.get(key, SHIPPED["postmark"])) | more
        with workspace_scope(self.vendor.id):
            return commands.name_subprocessor(actor=US, provider=key, described=facts)

    def step(self, key: str, act: Any, *, transfers: bool = True, **more: Any) -> SubProcessor:
        """`transfers`: whether those to other countries are assessed along with it."""
        if act == "assess":
            more = {"reason": ASSESSED, "signed_on": SIGNED} | more
        with workspace_scope(self.vendor.id):
            row = commands.step_subprocessor(actor=US, provider=key, act=act, **more)
        if act == "assess" and transfers:
            assess_all(self.vendor.id, key)
        return row

    def open(self, *keys: str) -> None:
        for key in keys:
            self.name(key)
        self.begin(*keys)

    def begin(self, *keys: str) -> None:
        """The register opens with these, whose facts are named."""
        for key in keys:
            self.step(key, "assess")
        with workspace_scope(self.vendor.id):
            commands.open_register(actor=US)

    def announce(self, key: str, **more: Any) -> None:
        self.name(key, **more)
        self.step(key, "assess")
        self.step(key, "announce")


@pytest.fixture
def register(vendor: WorkspaceEntry) -> Register:
    return Register(vendor)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = clock.now()

    def move(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=days))

    return move


@pytest.fixture
def mailers(settings: Settings) -> None:
    """Postmark beside a server of our own, which comes first."""
    own = settings.MAILERS["default"]
    settings.MAILERS = {
        "default": own,
        "own": own,
        "postmark": {"BACKEND": "anymail.backends.postmark.EmailBackend"},
    }


def call(house: House | None, recipient: str = "mail.postmark") -> egress.Call:
    return egress.Call(
        recipient, "mail.example", "essential.service", frozenset(), house.id if house else None
    )


def objects(house: House, key: str) -> None:
    with workspace_scope(house.id):
        who = house.people.get("vera") or house.hank
        commands.object_to_subprocessor(actor=who.actor, provider=key)


@given(
    state=st.sampled_from(["draft", "assessed", "announced", "active", "leaving", "gone", "dropped"]),
    told=st.none() | st.builds(states.Told, st.none() | st.dates(), st.booleans()),
    today=st.dates(),
)
@tries(max_examples=30)
def test_nothing_goes_before_the_day_or_against_an_objection(state: str, told: Any, today: date) -> None:
    if states.why_not(state, told, today) == "":
        assert state in ("announced", "active")
        assert told is None or not told.objects
        assert told is None or told.effective_on is None or told.effective_on <= today
        assert state == "active" or (told is not None and told.effective_on is not None)


@given(told=st.lists(st.builds(states.Told, st.none() | st.dates()), max_size=4), today=st.dates())
@tries(max_examples=30)
def test_it_is_in_force_only_when_every_period_is_over(told: list[states.Told], today: date) -> None:
    over = all(one.effective_on is not None and one.effective_on <= today for one in told)
    if over:
        assert states.step("announced", "activate", agreed=True, told=told, today=today) == "active"
    else:
        with pytest.raises(Conflict):
            states.step("announced", "activate", agreed=True, told=told, today=today)
    with pytest.raises(Conflict):
        states.step("announced", "activate", agreed=False, told=[], today=today)


def test_every_way_to_be_used_leads_by_an_announcement() -> None:
    before = {state for (state, _act), after in states.STEPS.items() if after == "active"}
    assert before == {"announced"}
    assert {act for (_, act), after in states.STEPS.items() if after == "announced"} == {"announce"}
    with pytest.raises(Invalid):
        states.effective_on(date(2026, 1, 1), 0)


def test_until_somebody_is_in_force_nobody_is_refused(register: Register, world: World) -> None:
    egress.ask(call(world.acme))
    register.name("postmark")
    register.step("postmark", "assess")
    egress.ask(call(world.acme))
    with workspace_scope(register.vendor.id):
        assert commands.open_register(actor=US) == 1
        with pytest.raises(Conflict):
            commands.open_register(actor=US)
    egress.ask(call(world.acme))


def test_each_customer_is_told_whatever_its_plan_and_has_its_own_period(
    register: Register, world: World, later: Any
) -> None:
    """Art. 28(2) gives it to every controller."""
    set_plan(workspace_id=world.acme.id, key="pro")
    set_plan(workspace_id=world.globex.id, key="free")
    register.open("amazon-ses")
    register.announce("postmark")
    before = len(outbox.outbox)
    for house in (world.acme, world.globex):
        jobs.tell(str(house.id))
        jobs.tell(str(house.id))
    came = outbox.outbox[before:]
    assert len(came) == 2, "each once"
    assert all("Postmark" in one.subject and "object" in str(one.body) for one in came)
    days = {one.workspace_id: one for one in SubProcessorNotice.objects.all()}
    today = clock.now().date()
    pro, free = days[world.acme.id], days[world.globex.id]
    assert (pro.days, pro.way, pro.effective_on) == (30, "mail", today + timedelta(days=31))
    assert (free.days, free.effective_on) == (14, today + timedelta(days=15))
    for day, may in ((14, (False, False)), (15, (False, True)), (30, (False, True)), (31, (True, True))):
        later(day)
        assert (not gate.answer(call(world.acme)), not gate.answer(call(world.globex))) == may, day


def test_it_is_not_in_force_before_every_customer_had_its_time(
    register: Register, world: World, later: Any
) -> None:
    register.open("amazon-ses")
    register.announce("postmark")
    later(60)
    with pytest.raises(Conflict):  # nobody was told
        register.step("postmark", "activate")
    for house in (world.acme, world.globex):
        jobs.tell(str(house.id))
    SubProcessorNotice.objects.exclude(workspace_id__in=[world.acme.id, world.globex.id]).delete()
    with pytest.raises(Conflict):
        register.step("postmark", "activate")
    later(91)
    assert register.step("postmark", "activate").state == "active"


def through(desk: MailDesk, sink: Sink, text: str) -> int:
    """How many mails reached the server after an answer."""
    before = len(sink.mails)
    (thread,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, thread, text)
    desk.send_all()
    return len(sink.mails) - before


def test_at_the_socket_nothing_arrives_before_the_day_nor_ever_after_an_objection(
    register: Register,
    desk: MailDesk,
    sink: Sink,
    later: Any,
) -> None:
    desk.write()
    assert through(desk, sink, "It may: nobody is named.") == 1
    register.open("stripe")
    register.announce("relay", hosts=["127.0.0.1"], name="Relay")
    assert through(desk, sink, "It was only announced.") == 0
    SubProcessorNotice.objects.filter(workspace_id=desk.house.id).update(
        told_at=clock.now(), way="mail", effective_on=clock.now().date() + timedelta(days=31)
    )
    later(30)
    assert through(desk, sink, "One day too early.") == 0
    later(31)
    assert through(desk, sink, "Its day.") == 1
    objects(desk.house, "relay")
    assert through(desk, sink, "We object.") == 0
    later(500)
    assert through(desk, sink, "Still.") == 0
    with workspace_scope(desk.house.id):
        commands.take_back_subprocessor(actor=desk.house.vera.actor, provider="relay")
    assert through(desk, sink, "Taken back.") == 1
    assert {(one.recipient, one.host) for one in EgressDay.objects.all()} == {("relay", "127.0.0.1")}


def test_an_objection_is_one_workspaces_own(register: Register, world: World) -> None:
    register.open("postmark")
    objects(world.acme, "postmark")
    assert "objected" in gate.answer(call(world.acme))
    assert gate.answer(call(world.globex)) == ""
    with pytest.raises(AlreadySo):
        objects(world.acme, "postmark")
    with pytest.raises(NotFound):
        objects(world.globex, "nobody")


def test_an_objection_outlives_a_restore(register: Register, world: World) -> None:
    acme = world.acme
    register.open("postmark")
    mine = SubProcessorNotice.objects.filter(workspace_id=acme.id, provider__key="postmark")

    def entries(kind: str) -> list[Entry]:
        return [one for one in Chain(acme.id).entries() if one.kind == f"subprocessor.{kind}"]

    objects(acme, "postmark")
    mine.update(objected_at=None)  # as an older database knows it
    assert gate.answer(call(acme)) == "", "the leak is possible"
    with workspace_scope(acme.id):
        assert repeating.look(entries("refused")) == ["an objection to postmark"]
        for _ in range(2):
            repeating.again(entries("refused"))
        assert repeating.look(entries("refused")) == []
    assert "objected" in gate.answer(call(acme))
    with workspace_scope(acme.id):
        commands.take_back_subprocessor(actor=acme.noor.actor, provider="postmark")
        mine.update(taken_back_at=None)
        repeating.again(entries("refused"))
        repeating.allow_again(entries("allowed"))
        assert repeating.look(entries("refused")) == []
    assert gate.answer(call(acme)) == "", "the newest word counts"


def test_who_is_not_named_gets_nothing_and_would_be_found(
    register: Register, world: World, settings: Settings
) -> None:
    register.open("amazon-ses")
    assert "belongs to no sub-processor" in gate.answer(call(world.acme, "mail.postmark"))
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"host": "smtp.relay.example"}}}
    assert "smtp.relay.example" in gate.answer(call(world.acme, "mail.smtp"))
    assert gate.answer(call(world.acme, "imap")) == "", "the workspace's own mailbox"
    assert queries.strays() == []
    EgressDay.objects.create(recipient="relay", host="smtp.relay.example", day=clock.now().date())
    assert [one.host for one in queries.strays()] == ["smtp.relay.example"]


def test_a_workspace_that_stays_in_the_eu_reaches_nobody_outside(
    register: Register, world: World, settings: Settings
) -> None:
    register.open("postmark", "amazon-ses")
    host = {"host": "email-smtp.eu-central-1.amazonaws.com"}
    settings.MAILERS = {**settings.MAILERS, "ses": {"BACKEND": "smtp", "OPTIONS": host}}
    assert gate.answer(call(world.acme)) == ""
    set_plan(workspace_id=world.acme.id, key="enterprise")
    assert "stays in the EU" in gate.answer(call(world.acme))
    assert gate.answer(call(world.acme, "mail.ses")) == ""


def test_without_a_signed_agreement_nobody_is_announced_or_in_force(register: Register) -> None:
    register.name("postmark")
    register.step("postmark", "assess", signed_on=None)
    with pytest.raises(Conflict):
        register.step("postmark", "announce")
    with workspace_scope(register.vendor.id), pytest.raises(Conflict):
        commands.open_register(actor=US)


def test_reviews_are_due_each_quarter(register: Register, later: Any) -> None:
    register.open("stripe")
    assert queries.to_review() == []
    later(80)
    assert [row.key for row in queries.to_review()] == ["stripe"]
    later(93)
    assert [queries.is_late(row) for row in SubProcessor.objects.all()] == [True]
    with workspace_scope(register.vendor.id):
        commands.review_subprocessor(actor=US, provider="stripe")
    assert queries.to_review() == []


def test_who_leaves_gets_nothing_and_confirms_the_deletion(register: Register, world: World) -> None:
    register.open("postmark")
    register.step("postmark", "leave")
    assert gate.answer(call(world.acme))
    with pytest.raises(Invalid):
        register.step("postmark", "confirm")
    gone = register.step("postmark", "confirm", reason="Mail of 3 May, in the archive")
    assert (gone.state, gone.deleted_on) == ("gone", clock.now().date())


def test_facts_that_widen_what_it_gets_are_a_change_to_announce(register: Register) -> None:
    register.open("stripe")
    with pytest.raises(Conflict):
        register.name("stripe", storage=["IE", "US", "IN"])
    register.name("stripe", address="1 Grand Canal Street, Dublin")
    with pytest.raises(Invalid):
        register.name("other", storage=["Narnia"])


def test_only_the_vendor_keeps_the_register(register: Register, world: World) -> None:
    register.name("postmark")
    acts: list[Any] = [
        lambda: commands.name_subprocessor(actor=US, provider="x", described=kept(SHIPPED["stripe"])),
        lambda: commands.step_subprocessor(actor=US, provider="postmark", act="assess", reason="x"),
        lambda: commands.open_register(actor=US),
        lambda: commands.review_subprocessor(actor=US, provider="postmark"),
    ]
    for act in acts:
        with workspace_scope(world.acme.id), pytest.raises(DomainError) as refused:
            act()
        assert refused.value.status == 404
    assert [row.state for row in SubProcessor.objects.all()] == ["draft"]


def test_an_announcement_is_mailed_to_whoever_asked_for_it(register: Register) -> None:
    register.open("amazon-ses")
    register.announce("postmark")
    with workspace_scope(register.vendor.id):
        assert not Campaign.objects.exists(), "nobody asked"
        purpose = ConsentPurpose.objects.find(key="subprocessors")
        agreeing.agreed(purpose, "pia@mail.example")
        digest = digest_of("pia@mail.example")
        events.add(digest, purpose, "given", version=1, language="en", how="page")
    register.announce("relay", name="Relay", hosts=["relay.example"])
    with workspace_scope(register.vendor.id):
        assert [(one.subject, one.begun_at is not None) for one in Campaign.objects.all()] == [
            ("A new sub-processor: Relay", True)
        ]
