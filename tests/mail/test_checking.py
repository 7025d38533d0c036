"""Our own check of SPF, DKIM and DMARC, against a real name server on loopback."""

from collections.abc import Iterator

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pytest_django.fixtures import Settings

from ictdesk.desk.mail import checking, verdicts
from ictdesk.desk.mail.questions import Questions
from ictdesk.kernel.egress.names import NotAnswered
from ictdesk.surfaces.smtp import vouching
from tests.mail.desk import MailDesk
from tests.mail.listener import Listener
from tests.mail.names import NameServer
from tests.world import World

RAW = (
    b"From: Max <max@{author}>\r\nTo: support@acme.example\r\nSubject: Parcel\r\n"
    b"Message-ID: <1@mail.example>\r\n\r\nWhere is my parcel?\r\n"
)
KEY = rsa.generate_private_key(65537, 2048)
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
RECORD = "v=DKIM1; k=rsa; p=" + "".join(PUBLIC.decode().splitlines()[1:-1])
DOMAIN = "mail.example"


@pytest.fixture
def names() -> Iterator[NameServer]:
    """The domain signs with one key, names no machine, and asks for refusal."""
    with NameServer() as running:
        running.say(f"k._domainkey.{DOMAIN}", "TXT", RECORD)
        running.say(DOMAIN, "TXT", "v=spf1 ip4:192.0.2.1 -all")
        running.say(f"_dmarc.{DOMAIN}", "TXT", "v=DMARC1; p=reject")
        yield running


@pytest.fixture
def dns(names: NameServer, settings: Settings) -> NameServer:
    settings.ICTDESK_DNS = names.address
    return names


def mail(author: str = DOMAIN) -> bytes:
    return RAW.replace(b"{author}", author.encode())


def signed(raw: bytes, domain: str = DOMAIN, **more: object) -> bytes:
    return bytes(dkim.sign(raw, b"k", domain.encode(), PRIVATE, **more)) + raw


def check(raw: bytes, *, ip: str = "198.51.100.7", sender: str = f"max@{DOMAIN}") -> verdicts.Checks:
    return checking.check(raw, ip=ip, helo="mx.mail.example", envelope_from=sender)


def test_a_signature_of_the_author_confirms(dns: NameServer) -> None:
    assert check(signed(mail())) == ("fail", "pass", "pass")


def test_the_machine_of_the_author_confirms(dns: NameServer) -> None:
    assert check(mail(), ip="192.0.2.1") == ("pass", "none", "pass")


def test_neither_is_disowned(dns: NameServer) -> None:
    assert check(mail()) == ("fail", "none", "fail")
    assert check(signed(mail()).replace(b"my parcel", b"your money")) == ("fail", "fail", "fail")


def test_somebody_elses_confirmation_is_none(dns: NameServer) -> None:
    dns.say("k._domainkey.evil.example", "TXT", RECORD)
    dns.say("evil.example", "TXT", "v=spf1 +all")
    forged = signed(mail(), "evil.example")
    assert check(forged, sender="max@evil.example") == ("pass", "pass", "fail")


def test_a_domain_without_records_says_nothing(dns: NameServer) -> None:
    assert check(mail("quiet.example"), sender="max@quiet.example") == ("none", "none", "none")


@pytest.mark.parametrize(
    ("record", "word"), [("v=DMARC1; p=none", "pass"), ("v=DMARC1; p=none; adkim=s", "fail")]
)
def test_one_organisation_or_the_very_name(dns: NameServer, record: str, word: str) -> None:
    dns.say(f"_dmarc.{DOMAIN}", "TXT", record)
    raw = signed(mail(f"news.{DOMAIN}"))
    assert check(raw, sender=f"b@news.{DOMAIN}").dmarc == word


def test_names_below_a_public_suffix_are_strangers(dns: NameServer) -> None:
    dns.say("_dmarc.example", "TXT", "v=DMARC1; p=reject; psd=y")
    dns.say("k._domainkey.other.example", "TXT", RECORD)
    del dns.zone[f"_dmarc.{DOMAIN}", "TXT"]
    assert check(signed(mail(), "other.example")).dmarc == "fail"
    assert check(signed(mail())).dmarc == "pass", "the control"


def test_a_signature_of_a_part_counts_for_nothing(dns: NameServer) -> None:
    longer = signed(mail(), length=True) + b"Send the money elsewhere.\r\n"
    assert dkim.verify(longer, dnsfunc=lambda *_a, **_k: RECORD.encode()), (
        "the control: as it stands it holds"
    )
    assert check(longer) == ("fail", "fail", "fail")


def test_two_authors_are_nobody(dns: NameServer) -> None:
    assert check(b"From: eve@evil.example\r\n" + signed(mail())).dmarc == ""


def test_a_name_server_that_fails_disowns_nothing(dns: NameServer) -> None:
    dns.broken = True
    assert check(signed(mail())) == ("temperror", "temperror", "temperror")


def test_questions_end(dns: NameServer) -> None:
    with pytest.raises(NotAnswered):
        Questions(seconds=-1).ask(DOMAIN, "TXT")
    assert dns.asked == []
    questions = Questions()
    for _ in range(3):
        assert questions.ask(DOMAIN.upper(), "TXT") == ["v=spf1 ip4:192.0.2.1 -all"]
    assert len(dns.asked) == 1


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 include:mail.example -all",
        "v=spf1 exists:%{i}.%{",
        "v=spf1 " + "a:x.example " * 60,
        "v=spf1 ip4:\x00",
    ],
)
def test_records_of_the_hostile_end_too(dns: NameServer, record: str) -> None:
    dns.say(DOMAIN, "TXT", record)
    assert check(mail()).spf in ("permerror", "temperror")
    assert len(dns.asked) < 40


@pytest.mark.parametrize(
    "head", [b"DKIM-Signature: ;;;=;v=1\r\n", b"DKIM-Signature: v=1; d=\xff; s=k\r\n" * 50, b"From\r\n"]
)
def test_heads_that_cannot_be_read_confirm_nothing(dns: NameServer, head: bytes) -> None:
    assert check(head + mail()).dmarc in ("fail", "")


@pytest.mark.parametrize(
    ("ip", "mode", "server", "asked"),
    [
        ("8.8.8.8", "outside", [], True),
        ("::ffff:8.8.8.8", "outside", [], True),
        ("10.0.0.1", "outside", [], False),
        ("127.0.0.1", "outside", [], False),
        ("127.0.0.1", "all", [], True),
        ("8.8.8.8", "all", ["mx.example.com"], False),
        ("8.8.8.8", "off", [], False),
        ("", "all", [], False),
    ],
)
def test_who_is_checked(settings: Settings, ip: str, mode: str, server: list[str], asked: bool) -> None:
    settings.ICTDESK_MAIL_CHECK, settings.ICTDESK_MAIL_AUTHSERV = mode, server
    assert vouching.asks(vouching.plain_ip(ip)) is asked


def test_a_disowned_answer_joins_nothing_though_it_knows_the_address(world: World, names: NameServer) -> None:
    """By the listener, as a process of its own."""
    with Listener({"ICTDESK_MAIL_CHECK": "all", "ICTDESK_DNS": names.address}) as listener:
        desk = MailDesk(world.acme, listener)
        first = desk.deliver(signed(mail()))
        assert (first.dkim, first.dmarc, verdicts.trust(first)) == ("pass", "pass", "proven")
        forged = desk.deliver(
            mail().replace(b"<1@", b"<2@").replace(b"\r\nMess", b"\r\nIn-Reply-To: <1@mail.example>\r\nMess")
        )
        assert (forged.dmarc, forged.reason) == ("fail", "disowned")
        assert forged.conversation_id != first.conversation_id
        names.broken = True
        late = desk.deliver(mail().replace(b"<1@", b"<3@"))
        assert (late.state, late.spf, verdicts.trust(late)) == ("taken", "temperror", "weak")
