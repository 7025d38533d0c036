"""What providers bring by their hooks: let in by a secret and a signature, stored before the yes, taken once."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail.models import Suppression
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.hooks import sns
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.world import World

SECRET = "desk:" + "s" * 40
TOPIC = "arn:aws:sns:eu-central-1:123456789012:desk-mail"
CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem"
BASIC = "Basic " + base64.b64encode(SECRET.encode()).decode()


@pytest.fixture(autouse=True)
def known(settings: Settings) -> None:
    settings.ICTDESK_HOOKS_SECRET, settings.ICTDESK_SNS_TOPICS = SECRET, [TOPIC]


@pytest.fixture(scope="module")
def amazon() -> Iterator[rsa.RSAPrivateKey]:
    """Signs as SNS does; its certificate has been fetched before, as after the first notice."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    sns.CERTIFICATES[CERTIFICATE] = made.public_bytes(serialization.Encoding.PEM)
    yield key
    sns.CERTIFICATES.clear()


def post(path: str, said: Any, *, authorization: str = BASIC) -> int:
    headers = {"Authorization": authorization} if authorization else {}
    answer = Client().post(f"/hooks/mail/{path}", json.dumps(said), "application/json", headers=headers)
    return int(answer.status_code)


def sign(key: rsa.RSAPrivateKey, event: Any, **other: str) -> dict[str, str]:
    """A notice; what `other` changes was signed, too."""
    said = {
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": event if isinstance(event, str) else json.dumps(event),
        "Timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE,
    } | other
    algorithm = hashes.SHA1() if said["SignatureVersion"] == "1" else hashes.SHA256()
    signature = key.sign(sns.signed(said), padding.PKCS1v15(), algorithm)
    return said | {"Signature": base64.b64encode(signature).decode()}


def ses_mail(desk: MailDesk, *, to: str = "", text: str = "Where is it?") -> dict[str, Any]:
    raw = desk.letter(text).as_bytes()
    return {
        "notificationType": "Received",
        "mail": {"source": "max@mail.example", "messageId": "x"},
        "receipt": {"recipients": [to or desk.address], "action": {"type": "SNS", "encoding": "BASE64"}},
        "content": base64.b64encode(raw).decode(),
    }


def postmark_mail(desk: MailDesk, *, to: str = "", raw: bool = True) -> dict[str, Any]:
    said = {
        "FromFull": {"Email": "max@mail.example", "Name": "Max"},
        "ToFull": [{"Email": desk.address, "Name": ""}],
        "OriginalRecipient": to or desk.address,
        "Subject": "Parcel",
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "Headers": [
            {"Name": "Return-Path", "Value": "<max@mail.example>"},
            {"Name": "Message-ID", "Value": "<1@mail.example>"},
        ],
        "TextBody": "Where is it?",
        "Attachments": [],
    }
    return said | ({"RawEmail": desk.letter("Where is it?").as_string()} if raw else {})


@pytest.fixture
def answered(desk: MailDesk, sink: Sink) -> Conversation:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    return conversation


class TestPostmark:
    @pytest.mark.parametrize("raw", [True, False], ids=["raw", "in parts"])
    def test_a_mail_becomes_a_ticket_once(self, desk: MailDesk, raw: bool) -> None:
        for _ in range(3):
            assert post("postmark/inbound", postmark_mail(desk, raw=raw)) == 200
        desk.take_in()
        (came,) = desk.received()
        assert (came.state, came.automatic) == ("taken", False)
        assert desk.messages(came.conversation)[0]["body"] == "Where is it?"

    def test_the_address_it_was_for_decides_and_a_forged_one_lands_apart(
        self, desk: MailDesk, answered: Conversation, sink: Sink
    ) -> None:
        reply = sink.mails[0]["Reply-To"].addresses[0].addr_spec
        assert post("postmark/inbound", postmark_mail(desk, to=reply)) == 200
        desk.take_in()
        assert desk.received()[-1].conversation_id == answered.id

    def test_nobodys_address_is_refused_for_good(self, desk: MailDesk) -> None:
        for to in (f"nobody@{desk.house.slug}.mail.localhost", "support@acme.example"):
            assert post("postmark/inbound", postmark_mail(desk, to=to)) == 403
        assert desk.received() == []

    @pytest.mark.parametrize(
        ("said", "state", "left_alone"),
        [
            ({"RecordType": "Delivery"}, "delivered", 0),
            ({"RecordType": "Bounce", "Type": "HardBounce"}, "bounced", 1),
            ({"RecordType": "Bounce", "Type": "SoftBounce"}, "bounced", 0),
            ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, "complained", 1),
            ({"RecordType": "Open"}, "accepted", 0),
            ({"RecordType": "Bounce", "Type": "Transient"}, "accepted", 0),
        ],
    )
    def test_reports_reach_the_message(
        self,
        desk: MailDesk,
        answered: Conversation,
        sink: Sink,
        said: dict[str, str],
        state: str,
        left_alone: int,
    ) -> None:
        local, _, host = sink.senders[-1].partition("@")
        for _ in range(2):
            assert post("postmark/events", said | {"Metadata": {"mail": local, "host": host}}) == 200
        assert desk.outgoing()[0].state == state
        with workspace_scope(desk.house.id):
            assert Suppression.objects.count() == left_alone
        notes = [one for one in desk.messages(answered) if one["kind"] == "note"]
        assert len(notes) == (state in ("bounced", "complained")), "it is said once"

    def test_a_report_about_a_mail_of_nobody_is_refused(
        self, desk: MailDesk, answered: Conversation, sink: Sink, world: World
    ) -> None:
        local, _, host = sink.senders[-1].partition("@")
        theirs = MailDesk(world.globex, desk.listener).address.partition("@")[2]
        for mail, at in (
            (local[:-1], host),
            (local, theirs),
            ("support", host),
            (local, "evil.example"),
            ("", ""),
        ):
            said = {"RecordType": "Bounce", "Type": "HardBounce", "Metadata": {"mail": mail, "host": at}}
            assert post("postmark/events", said) == 403
        assert desk.outgoing()[0].state == "accepted"


class TestAmazon:
    def test_a_mail_becomes_a_ticket_once(self, desk: MailDesk, amazon: rsa.RSAPrivateKey) -> None:
        said = sign(amazon, ses_mail(desk))
        for _ in range(3):
            assert post("ses", said) == 200
        assert post("ses", sign(amazon, ses_mail(desk), SignatureVersion="1")) == 200
        desk.take_in()
        (came,) = desk.received()
        assert came.state == "taken"

    @pytest.mark.parametrize(
        ("event", "state", "left_alone"),
        [
            ({"notificationType": "Delivery"}, "delivered", 0),
            ({"notificationType": "Bounce", "bounce": {"bounceType": "Permanent"}}, "bounced", 1),
            ({"eventType": "Bounce", "bounce": {"bounceType": "Transient"}}, "bounced", 0),
            ({"notificationType": "Complaint"}, "complained", 1),
            ({"eventType": "Open"}, "accepted", 0),
        ],
    )
    def test_reports_reach_the_message(
        self,
        desk: MailDesk,
        answered: Conversation,
        sink: Sink,
        amazon: rsa.RSAPrivateKey,
        event: dict[str, Any],
        state: str,
        left_alone: int,
    ) -> None:
        assert post("ses", sign(amazon, event | {"mail": {"source": sink.senders[-1]}})) == 200
        assert desk.outgoing()[0].state == state
        with workspace_scope(desk.house.id):
            assert Suppression.objects.count() == left_alone

    def test_only_what_amazon_signed_lately_about_our_topic_counts(
        self, desk: MailDesk, amazon: rsa.RSAPrivateKey
    ) -> None:
        good, event = sign(amazon, ses_mail(desk)), ses_mail(desk)
        stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        old = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
        wrong = [
            sign(stranger, event),
            good | {"Message": json.dumps(ses_mail(desk, text="Changed"))},
            good | {"Signature": ""},
            good | {"Signature": "no base64!"},
            {name: value for name, value in good.items() if name != "Signature"},
            sign(amazon, event, TopicArn=TOPIC + "x"),
            sign(amazon, event, Timestamp=old),
            sign(amazon, event, Timestamp="yesterday"),
            good | {"SignatureVersion": "3"},
            sign(amazon, event, SigningCertURL="https://sns.eu-central-1.amazonaws.com.evil.example/x.pem"),
            sign(amazon, event, SigningCertURL="https://evil.example/sns.eu-central-1.amazonaws.com/x.pem"),
            sign(amazon, event, SigningCertURL="http://sns.eu-central-1.amazonaws.com/x.pem"),
            sign(amazon, event, SigningCertURL="https://a@sns.eu-central-1.amazonaws.com/x.pem"),
            sign(amazon, event, SigningCertURL=CERTIFICATE.removesuffix(".pem")),
            sign(amazon, "", Type="SubscriptionConfirmation", SubscribeURL="https://169.254.169.254/"),
        ]
        assert [post("ses", said) for said in wrong] == [403] * len(wrong)
        assert desk.received() == []
        assert post("ses", good) == 200, "the control"

    def test_a_certificate_that_cannot_be_fetched_is_no_refusal(
        self, desk: MailDesk, amazon: rsa.RSAPrivateKey
    ) -> None:
        """Amazon comes again after a 5xx, and never after a 4xx."""
        elsewhere = "https://sns.no-such-region.amazonaws.com/x.pem"
        assert post("ses", sign(amazon, ses_mail(desk), SigningCertURL=elsewhere)) == 503

    def test_words_of_amazons_own_are_no_mail(self, desk: MailDesk, amazon: rsa.RSAPrivateKey) -> None:
        assert post("ses", sign(amazon, "Successfully validated SNS topic for Amazon SES.")) == 200
        assert post("ses", sign(amazon, "no JSON")) == 403


PATHS = ("postmark/inbound", "postmark/events", "ses")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "authorization", ["", BASIC[:-2], "Basic", "Basic ", BASIC + "x", BASIC.lower(), "Bearer " + SECRET]
)
def test_without_the_secret_nobody_comes_in(desk: MailDesk, path: str, authorization: str) -> None:
    assert post(path, postmark_mail(desk), authorization=authorization) == 401
    assert desk.received() == []


@pytest.mark.parametrize("path", PATHS)
def test_an_installation_without_a_secret_takes_nothing(
    desk: MailDesk, settings: Settings, path: str
) -> None:
    settings.ICTDESK_HOOKS_SECRET = None
    for authorization in (BASIC, "Basic ", "Basic " + base64.b64encode(b"None").decode()):
        assert post(path, postmark_mail(desk), authorization=authorization) == 401


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "said", [[], "x", None, {}, {"RawEmail": 1}, {"Headers": 1, "OriginalRecipient": "x"}, {"Message": "{}"}]
)
def test_what_no_provider_sends_is_refused(desk: MailDesk, path: str, said: Any) -> None:
    expected = {403} if path != "postmark/events" else {200, 403}
    assert post(path, said) in expected
    assert desk.received() == []


def test_more_than_a_mail_may_have_is_refused(desk: MailDesk, settings: Settings) -> None:
    settings.ICTDESK_MAIL_LIMIT = 1000
    assert post("postmark/inbound", postmark_mail(desk) | {"TextBody": "x" * 3000}) == 403
