"""What the trusted mail server found out about a sender, and what follows from it."""

import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.mail import facts, verdicts
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink

OURS = "mx.example.com"


@pytest.fixture(autouse=True)
def trusted(settings: Settings) -> None:
    settings.ICTDESK_MAIL_AUTHSERV = [OURS]


def trust_of(desk: MailDesk, results: str) -> str:
    desk.write(Authentication_Results=results)
    (conversation,) = desk.conversations()
    with workspace_scope(desk.house.id):
        (came,) = facts.of(conversation)["came"]
    return came["trust"]


@pytest.mark.parametrize(
    ("results", "trust"),
    [
        (f"{OURS}; dmarc=pass header.from=mail.example", "proven"),
        (f"{OURS.upper()} 1; spf=pass; dkim=pass; dmarc = pass (p=none)", "proven"),
        (f"{OURS}; spf=pass smtp.mailfrom=x; dkim=none; dmarc=fail (p=reject)", "failed"),
        (f"{OURS}; spf=pass; dkim=pass header.d=other.example; dmarc=none", "weak"),
        (f"{OURS}; spf=pass", "weak"),
        (f"{OURS}; none", "unknown"),
        ("mx.evil.example; dmarc=pass", "unknown"),
        (f"mx.evil.example; x={OURS}; dmarc=pass", "unknown"),
        (f"evil.{OURS}; dmarc=pass", "unknown"),
        (f"{OURS}.evil.example; dmarc=pass", "unknown"),
        (f'{OURS}; dmarc=fail (comment: dmarc=pass) reason="dmarc=pass"', "failed"),
        (f"{OURS}; dmarc=fail; dmarc=pass", "failed"),
        (f"({OURS}) x; dmarc=pass", "unknown"),
        ("; dmarc=pass", "unknown"),
        (f"{OURS}; dmarc=passed", "unknown"),
    ],
)
def test_the_field_of_the_trusted_server_alone_counts(desk: MailDesk, results: str, trust: str) -> None:
    assert trust_of(desk, results) == trust


def test_the_topmost_field_counts(desk: MailDesk) -> None:
    """Whoever writes the field in the name of our server writes it below what our server writes."""
    raw = desk.letter(Authentication_Results=f"{OURS}; dmarc=pass").as_bytes()
    received = desk.deliver(f"Authentication-Results: {OURS};\n dmarc=fail\n".encode() + raw)
    assert received.dmarc == "fail"


def test_without_a_trusted_server_nothing_is_believed(desk: MailDesk, settings: Settings) -> None:
    settings.ICTDESK_MAIL_AUTHSERV = []
    assert trust_of(desk, f"{OURS}; dmarc=pass") == "unknown"


def test_a_disowned_mail_joins_nothing_even_with_the_right_address(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    to = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    forged = desk.write(
        "Send it elsewhere",
        to=to,
        Message_ID="<2@mail.example>",
        Authentication_Results=f"{OURS}; dmarc=fail",
    )
    assert forged.reason == "disowned"
    assert forged.conversation_id != conversation.id
    said = desk.messages(forged.conversation_id)
    assert [one["kind"] for one in said] == ["note", "public"]
    assert "probably not written by who it says" in said[0]["body"]
    real = desk.write(
        "Good", to=to, Message_ID="<3@mail.example>", Authentication_Results=f"{OURS}; dmarc=pass"
    )
    assert real.conversation_id == conversation.id


def test_every_verdict_has_its_words() -> None:
    assert set(verdicts.SENTENCES) == {"proven", "weak", "failed", "unknown"}
    assert len({verdicts.sentence(one) for one in verdicts.SENTENCES}) == 4
