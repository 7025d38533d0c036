"""Newsletters: nobody gets one who did not agree, or took it back before it left; nobody gets it twice; nothing counts readers."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from hypothesis import settings as how_often
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ictdesk.business.newsletter import commands, queries, sending
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.queries import addressed_as
from ictdesk.desk.workspaces.commands import take_end_back
from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, Ending, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import asking, tokens
from ictdesk.privacy.consent import commands as consents
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentQuestion
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.erasure import commands as erasure
from tests.endings.asked import asked
from tests.people.browsers import signed_in
from tests.privacy.erased import finished
from tests.privacy.restricted import placed
from tests.requesters.test_pages import a_browser
from tests.world import US, House, World, make_world

HOW = Said("agent")


class Press:
    """A house that writes newsletters."""

    def __init__(self, house: House, *, double: bool = False) -> None:
        self.house = house
        with workspace_scope(house.id):
            self.purpose: ConsentPurpose = consents.make_purpose(
                actor=US,
                key="news",
                name="News",
                use="marketing.communications.email",
                texts={"en": "News about kettles."},
                double=double,
            )

    def reader(self, name: str, *, agrees: bool = True) -> str:
        address = f"{name}@mail.example"
        with workspace_scope(self.house.id):
            contact = contacts.make_contact(actor=US, name=name)
            contacts.claim_email(actor=US, contact=contact, address=address)
        if agrees:
            self.say(address, "given")
        return address

    def say(self, address: str, state: Any) -> None:
        with workspace_scope(self.house.id):
            consents.keep_answer(actor=US, purpose=self.purpose, address=address, state=state, how=HOW)

    def write(self) -> Campaign:
        with workspace_scope(self.house.id):
            return commands.write_campaign(
                actor=US, purpose=self.purpose, subject="Kettles", text="They whistle."
            )

    def begin(self, campaign: Campaign) -> int:
        with workspace_scope(self.house.id):
            return commands.begin_campaign(actor=US, campaign=campaign)

    def send(self, campaign: Campaign, most: int = 100) -> list[str]:
        """To whom it went now."""
        before = len(mail.outbox)
        sending.send_some(self.house.id, campaign.id, most)
        return [one for letter in mail.outbox[before:] for one in letter.to]

    def states(self, campaign: Campaign) -> dict[str, int]:
        with workspace_scope(self.house.id):
            report = queries.report(Campaign.objects.get(id=campaign.id))
        return {
            "sent": report.sent,
            "stopped": report.stopped,
            "failed": report.failed,
            "waiting": report.waiting,
        }


@pytest.fixture
def press(world: World) -> Press:
    return Press(world.acme)


def test_it_goes_to_those_who_agreed_and_once(press: Press) -> None:
    yes = [press.reader(name) for name in ("ann", "ben")]
    press.reader("carl", agrees=False)
    press.say(press.reader("dora"), "withdrawn")
    campaign = press.write()
    assert press.send(campaign) == []
    assert press.begin(campaign) == 2
    assert sorted(press.send(campaign)) == yes
    assert press.send(campaign) == []
    assert press.states(campaign) == {"sent": 2, "stopped": 0, "failed": 0, "waiting": 0}
    with workspace_scope(press.house.id):
        assert Campaign.objects.get(id=campaign.id).done_at is not None


def test_a_no_of_five_hundred_between_begin_and_send_counts(press: Press) -> None:
    readers = [press.reader(f"r{n}") for n in range(40)]
    campaign = press.write()
    press.begin(campaign)
    gone = press.send(campaign, 20)
    left = sorted(set(readers) - set(gone))
    press.say(left[3], "withdrawn")
    press.say(left[4], "withdrawn")
    press.say(left[4], "given")  # said anew: what was rendered before is not sent all the same
    went = gone + press.send(campaign) + press.send(campaign)
    assert sorted(went) == sorted(set(readers) - {left[3], left[4]})
    assert press.states(campaign) == {"sent": 38, "stopped": 2, "failed": 0, "waiting": 0}


def test_the_mail_ends_it_with_one_click_and_counts_nothing(press: Press) -> None:
    address = press.reader("ann")
    campaign = press.write()
    press.begin(campaign)
    press.send(campaign)
    letter = mail.outbox[-1]
    assert isinstance(letter, EmailMessage)
    raw = letter.message().as_string()
    assert "<img" not in raw
    assert "text/html" not in raw
    assert len(re.findall(r"https?://", str(letter.body))) == 1
    headers = letter.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.sub(r"^<https?://[^/]+|>$", "", str(headers["List-Unsubscribe"]))
    done = a_browser(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    with workspace_scope(press.house.id):
        assert not asking.may(address, "news")
        assert queries.report(Campaign.objects.get(id=campaign.id)).left == 1


def test_who_confirms_by_mail_is_reached(world: World) -> None:
    press = Press(world.acme, double=True)
    address = "new@mail.example"
    with workspace_scope(press.house.id):
        consents.ask(actor=US, purpose=press.purpose, address=address, how=HOW)
        question = ConsentQuestion.objects.get()
        assert addressed_as(address) == []
        consents.confirm(actor=US, token=tokens.question(question.event_id))
        assert [one.name for one in addressed_as(address)] == ["new"]
    campaign = press.write()
    press.begin(campaign)
    assert press.send(campaign) == [address]


def test_nobody_gets_it_whose_server_refuses_and_one_that_is_away_is_tried_again(press: Press) -> None:
    for name in ("ann", "ben"):
        press.reader(name)
    campaign = press.write()
    press.begin(campaign)
    with (
        patch.object(EmailMessage, "send", side_effect=SMTPServerDisconnected("away")),
        pytest.raises(SMTPServerDisconnected),
    ):
        press.send(campaign)
    assert press.states(campaign)["waiting"] == 2
    refused = SMTPRecipientsRefused({"x": (550, b"no")})
    with patch.object(EmailMessage, "send", side_effect=refused):
        press.send(campaign, 1)
    assert len(press.send(campaign)) == 1
    assert press.states(campaign) == {"sent": 1, "stopped": 0, "failed": 1, "waiting": 0}


def test_a_reader_whose_server_says_later_holds_up_nobody(press: Press) -> None:
    for name in ("ann", "ben", "carl"):
        press.reader(name)
    campaign = press.write()
    press.begin(campaign)
    send, busy = EmailMessage.send, {"address": ""}

    def first_is_busy(letter: EmailMessage, *given: Any, **named: Any) -> int:
        busy["address"] = busy["address"] or letter.to[0]
        if letter.to[0] == busy["address"]:
            raise SMTPRecipientsRefused({letter.to[0]: (450, b"later")})
        return send(letter, *given, **named)

    with patch.object(EmailMessage, "send", first_is_busy):
        assert len(press.send(campaign)) == 2
        assert press.states(campaign) == {"sent": 2, "stopped": 0, "failed": 0, "waiting": 1}
    assert press.send(campaign) == [busy["address"]]
    again = press.write()
    press.begin(again)
    late = clock.now() + timedelta(days=3)
    with patch.object(EmailMessage, "send", first_is_busy), patch.object(clock, "now", return_value=late):
        press.send(again)
    assert press.states(again) == {"sent": 2, "stopped": 0, "failed": 1, "waiting": 0}


def test_an_erased_reader_gets_nothing_and_leaves_no_row(press: Press) -> None:
    address = press.reader("ann")
    press.reader("ben")
    campaign = press.write()
    press.begin(campaign)
    with workspace_scope(press.house.id):
        (contact,) = addressed_as(address)
        run = erasure.erase(actor=press.house.vera.actor, subjects=[contact.subject_id])
    finished(press.house.id, run)
    assert press.send(campaign) == ["ben@mail.example"]
    with workspace_scope(press.house.id):
        assert Delivery.objects.count() == 1


def test_a_restricted_reader_gets_nothing(press: Press) -> None:
    talk = press.house.talk("Hello")
    with workspace_scope(press.house.id):
        contacts.claim_email(actor=US, contact=talk.contact, address="max@mail.example")
    press.say("max@mail.example", "given")
    press.reader("ben")
    campaign = press.write()
    assert press.begin(campaign) == 2
    placed(press.house, talk)
    assert press.send(campaign) == ["ben@mail.example"]
    assert press.states(campaign) == {"sent": 1, "stopped": 1, "failed": 0, "waiting": 0}


def test_while_the_workspace_ends_nothing_goes_out(press: Press) -> None:
    address = press.reader("ann")
    campaign = press.write()
    press.begin(campaign)
    asked(press.house)
    with pytest.raises(Ending):
        press.send(campaign)
    with workspace_scope(press.house.id):
        take_end_back(actor=press.house.vera.actor)
    assert press.send(campaign) == [address]


def test_what_is_on_its_way_stays_as_it_is(press: Press) -> None:
    press.reader("ann")
    campaign = press.write()
    press.begin(campaign)
    with workspace_scope(press.house.id):
        for act in (
            lambda: commands.begin_campaign(actor=US, campaign=campaign),
            lambda: commands.drop_campaign(actor=US, campaign=campaign),
            lambda: commands.rewrite_campaign(actor=US, campaign=campaign, subject="New", text="Words"),
        ):
            with pytest.raises(Conflict, match="on its way"):
                act()


@pytest.mark.parametrize(("subject", "text"), [("", "x"), ("x" * 201, "x"), ("x", " "), ("x", "x" * 20_001)])
def test_what_cannot_be_sent_is_refused(press: Press, subject: str, text: str) -> None:
    with workspace_scope(press.house.id):
        with pytest.raises(Invalid):
            commands.write_campaign(actor=US, purpose=press.purpose, subject=subject, text=text)
        assert not Campaign.objects.exists()


def test_without_readers_or_a_purpose_nothing_begins(press: Press) -> None:
    campaign = press.write()
    with pytest.raises(Conflict, match="Nobody"):
        press.begin(campaign)
    with workspace_scope(press.house.id):
        assert Campaign.objects.get(id=campaign.id).begun_at is None
        with pytest.raises(AlreadySo):
            commands.rewrite_campaign(actor=US, campaign=campaign, subject="Kettles", text="They whistle.")
        consents.close_purpose(actor=US, purpose=press.purpose)
        with pytest.raises(Conflict, match="closed"):
            commands.write_campaign(actor=US, purpose=press.purpose, subject="x", text="y")


def test_the_pages_write_try_and_send(press: Press) -> None:
    press.reader("ann")
    vera = signed_in(press.house.vera)
    base = f"/desk/{press.house.slug}/newsletters/"
    said = {"purpose": str(press.purpose.id), "subject": "Kettles", "text": "They whistle."}
    one = vera.post(base, said)["Location"]
    assert "One person has agreed" in vera.get(one).content.decode()
    before = len(mail.outbox)
    assert vera.post(f"{one}to-me/").status_code == 302
    assert [letter.to for letter in mail.outbox[before:]] == [[press.house.vera.email]]
    assert vera.post(f"{one}send/").status_code == 302
    with workspace_scope(press.house.id):
        campaign = Campaign.objects.get()
    assert press.send(campaign) == ["ann@mail.example"]
    assert "sent to 1" in " ".join(vera.get(base).content.decode().split())
    assert vera.post(base, said | {"subject": ""}).status_code == 422
    ada = signed_in(press.house.ada)
    assert [ada.get(base).status_code, ada.post(f"{one}send/").status_code] == [403, 403]


NAMES = ("ann", "ben", "carl")


class Interleaved(RuleBasedStateMachine):
    """Yes and no at any moment, campaigns begun and sent in pieces: the log of what went out, held against the ledger."""

    @initialize()
    def house(self) -> None:
        self.press = Press(make_world().acme)
        for name in NAMES:
            self.press.reader(name, agrees=False)
        self.campaigns: list[Campaign] = []
        self.moment = clock.now()

    @rule(name=st.sampled_from(NAMES), yes=st.booleans())
    def answers(self, name: str, yes: bool) -> None:
        self.moment += timedelta(seconds=1)
        with patch.object(clock, "now", return_value=self.moment):
            try:
                self.press.say(f"{name}@mail.example", "given" if yes else "withdrawn")
            except AlreadySo:
                return

    @rule()
    def begins(self) -> None:
        self.moment += timedelta(seconds=1)
        with patch.object(clock, "now", return_value=self.moment):
            campaign = self.press.write()
            try:
                self.press.begin(campaign)
            except Conflict:
                return
        self.campaigns.append(campaign)

    @rule(most=st.integers(1, 2))
    def sends(self, most: int) -> None:
        self.moment += timedelta(seconds=1)
        for campaign in self.campaigns:
            with patch.object(clock, "now", return_value=self.moment):
                self.press.send(campaign, most)

    @invariant()
    def nothing_went_against_a_no(self) -> None:
        if not hasattr(self, "press"):
            return
        with workspace_scope(self.press.house.id):
            log = Delivery.objects.filter(state="sent").select_related("campaign")
            for row in log:
                last = (
                    ConsentEvent.objects.filter(digest=row.digest, at__lte=row.at)
                    .order_by("-at", "-id")
                    .first()
                )
                assert last is not None
                assert last.state in ("given", "renewed")
                between = ConsentEvent.objects.filter(
                    digest=row.digest, at__gt=row.campaign.begun_at, at__lte=row.at, state="withdrawn"
                )
                assert not between.exists()


TestInterleaved = Interleaved.TestCase
TestInterleaved.settings = how_often(max_examples=8, stateful_step_count=12, deadline=None)
