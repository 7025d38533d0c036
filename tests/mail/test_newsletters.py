"""A newsletter that comes back days later is counted, and its reader is left alone; nobody else can make it come back."""

import pytest
from django.core import mail

from ictdesk.business.newsletter import queries
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.business.newsletter.queries import Report
from ictdesk.desk.mail.models import Suppression
from ictdesk.kernel.tenancy import workspace_scope
from tests.business.test_newsletter import Press
from tests.mail.desk import MailDesk
from tests.mail.test_returns import ARF, dsn


@pytest.fixture
def press(desk: MailDesk) -> Press:
    made = Press(desk.house)
    made.reader("max")
    made.reader("mia")
    return made


@pytest.fixture
def gone(press: Press) -> Campaign:
    campaign = press.write()
    press.begin(campaign)
    assert len(press.send(campaign)) == 2
    return campaign


def back_to(name: str) -> str:
    """Where the newest mail to a reader comes back to."""
    return str(next(one for one in reversed(mail.outbox) if one.to == [f"{name}@mail.example"]).from_email)


def report(desk: MailDesk, campaign: Campaign) -> Report:
    with workspace_scope(desk.house.id):
        return queries.report(Campaign.objects.get(id=campaign.id))


def come_back(desk: MailDesk, raw: bytes, to: str) -> None:
    desk.listener.send(raw, to=to, sender="")
    desk.take_in()


def test_it_shows_the_sender_and_comes_back_to_its_own_address(desk: MailDesk, gone: Campaign) -> None:
    letter = mail.outbox[-1]
    assert letter.extra_headers["From"].endswith(f"<{desk.address}>")
    assert letter.from_email.startswith("n.")
    assert back_to("max") != back_to("mia")


@pytest.mark.parametrize(("raw", "state"), [(dsn(), "bounced"), (ARF, "reported")])
def test_a_late_bounce_is_counted_and_stops_the_next(
    desk: MailDesk, press: Press, gone: Campaign, raw: bytes, state: str
) -> None:
    come_back(desk, raw, back_to("max"))
    come_back(desk, raw, back_to("max"))
    found = report(desk, gone)
    assert (found.sent, getattr(found, state)) == (1, 1)
    assert desk.conversations() == [], "a report is no conversation"
    following = press.write()
    press.begin(following)
    assert press.send(following) == ["mia@mail.example"]


def test_one_that_is_only_late_is_counted_and_stops_nobody(desk: MailDesk, gone: Campaign) -> None:
    come_back(desk, dsn("4.2.2"), back_to("max"))
    assert report(desk, gone).bounced == 1
    with workspace_scope(desk.house.id):
        assert not Suppression.objects.exists()


def test_nobody_makes_one_come_back(desk: MailDesk, gone: Campaign) -> None:
    right = back_to("max")
    local, _at, host = right.partition("@")
    wrong = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{host}"
    come_back(desk, dsn(), wrong)
    assert report(desk, gone).bounced == 0
    come_back(desk, dsn("5.1.2"), right)
    assert report(desk, gone).bounced == 1


def test_of_a_reader_who_is_gone_nothing_is_noted(desk: MailDesk, gone: Campaign) -> None:
    to = back_to("max")
    with workspace_scope(desk.house.id):
        Delivery.objects.all().delete()
    come_back(desk, dsn(), to)
    with workspace_scope(desk.house.id):
        assert not Suppression.objects.exists()
