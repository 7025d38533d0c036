"""A workspace writes under a domain of its own once, and as long as, that domain's DNS names its key."""

from collections.abc import Iterator

import dkim
import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.senders import checks, commands, instructions, jobs, queries
from ictdesk.desk.senders.models import SenderAddress, SenderDomain
from ictdesk.kernel.egress.names import records
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.mail.names import NameServer
from tests.world import US, World

SHOP = "shop.example"


@pytest.fixture
def names(settings: Settings) -> Iterator[NameServer]:
    with NameServer() as running:
        settings.ICTDESK_DNS = running.address
        yield running


@pytest.fixture
def domain(desk: MailDesk) -> SenderDomain:
    with workspace_scope(desk.house.id):
        return commands.add_domain(actor=US, name=SHOP)


def publish(names: NameServer, domain: SenderDomain) -> None:
    names.say(instructions.key_name(domain), "TXT", instructions.key_record(domain))


def look(desk: MailDesk, domain: SenderDomain) -> SenderDomain:
    findings = checks.look(domain)
    with workspace_scope(desk.house.id):
        return commands.note_check(actor=US, domain=domain, findings=findings)


def states(domain: SenderDomain) -> dict[str, str]:
    return {one["check"]: one["state"] for one in domain.findings}


def answer(desk: MailDesk) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "Grüße: it comes on Friday. " + "x" * 1200)
    desk.send_all()


def test_a_domain_that_says_nothing_is_not_written_under(
    desk: MailDesk, domain: SenderDomain, names: NameServer, sink: Sink
) -> None:
    row = look(desk, domain)
    assert states(row) == dict.fromkeys(("dkim", "spf", "dmarc", "mx"), "missing")
    assert row.verified_at is None
    with workspace_scope(desk.house.id), pytest.raises(Conflict):
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="help")
    answer(desk)
    assert sink.mails[0]["From"].addresses[0].addr_spec == desk.address
    assert sink.mails[0]["DKIM-Signature"] is None


def test_with_its_key_published_mails_are_signed_and_anybody_can_check_it(
    desk: MailDesk, domain: SenderDomain, names: NameServer, sink: Sink
) -> None:
    publish(names, domain)
    row = look(desk, domain)
    assert states(row)["dkim"] == "right"
    with workspace_scope(desk.house.id):
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="Help")
    answer(desk)
    (mail,) = sink.mails
    assert mail["From"].addresses[0].addr_spec == f"help@{SHOP}"
    assert mail["Reply-To"].addresses[0].addr_spec.startswith("r.")

    def ask(name: bytes, timeout: int = 5) -> bytes:
        return records(name.decode().rstrip("."), "TXT")[0].encode()

    raw = sink.exact[0]
    assert dkim.verify(raw, dnsfunc=ask)
    for was, would_be in (
        (b"Friday", b"Monday"),
        (b"help@shop", b"evil@shop"),
        (b"Subject: Re:", b"Subject: No:"),
    ):
        assert was in raw
        assert not dkim.verify(raw.replace(was, would_be, 1), dnsfunc=ask), was
    assert not dkim.verify(b"From: Eve <eve@shop.example>\r\n" + raw, dnsfunc=ask), "a second From"


def test_the_key_of_a_neighbour_is_not_ours(
    desk: MailDesk, domain: SenderDomain, names: NameServer, world: World
) -> None:
    """Who adds a domain that somebody else has published a key for gains nothing."""
    publish(names, domain)
    with workspace_scope(world.globex.id):
        theirs = commands.add_domain(actor=US, name=SHOP)
    names.say(instructions.key_name(theirs), "TXT", instructions.key_record(domain))
    findings = checks.look(theirs)
    assert checks.is_ours(findings) is False
    assert checks.is_ours(checks.look(domain)) is True


def test_a_domain_that_takes_the_key_out_is_written_under_no_more(
    desk: MailDesk, domain: SenderDomain, names: NameServer, sink: Sink
) -> None:
    publish(names, domain)
    row = look(desk, domain)
    with workspace_scope(desk.house.id):
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="help")
    names.broken = True
    jobs.look_again(str(desk.house.id))
    with workspace_scope(desk.house.id):
        assert queries.sender_of(desk.house.inbox) is not None, "a name server that fails says nothing"
    names.broken = False
    names.zone.clear()
    jobs.look_again(str(desk.house.id))
    with workspace_scope(desk.house.id):
        assert queries.sender_of(desk.house.inbox) is None
        assert queries.chosen(desk.house.inbox) == f"help@{SHOP}", "what was chosen is still known"
    answer(desk)
    assert sink.mails[0]["From"].addresses[0].addr_spec == desk.address


@pytest.mark.parametrize(
    ("check", "name", "values", "state"),
    [
        ("dkim", "KEY", ["v=DKIM1; k=rsa; p="], "other"),
        ("dkim", "KEY", ["OURS", "v=DKIM1; p=abc"], "several"),
        ("dkim", "KEY", ["OURS; t=y"], "other"),
        ("spf", SHOP, ["v=spf1 include:mail.localhost -all"], "right"),
        ("spf", SHOP, ["v=spf1 mx -all", "unrelated"], "other"),
        ("spf", SHOP, ["v=spf1 mx", "v=spf1 include:mail.localhost"], "several"),
        ("spf", SHOP, ["v=spf10 include:mail.localhost"], "missing"),
        ("dmarc", f"_dmarc.{SHOP}", ["v=DMARC1; p=reject"], "right"),
        ("dmarc", f"_dmarc.{SHOP}", ["v=DMARC1; p=maybe"], "other"),
        ("dmarc", f"_dmarc.{SHOP}", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "several"),
        ("mx", SHOP, ["10 mx.shop.example."], "right"),
        ("mx", SHOP, ["0 ."], "other"),
    ],
)
def test_what_each_record_says(
    desk: MailDesk,
    domain: SenderDomain,
    names: NameServer,
    check: str,
    name: str,
    values: list[str],
    state: str,
) -> None:
    said = [one.replace("OURS", instructions.key_record(domain)) for one in values]
    where = instructions.key_name(domain) if name == "KEY" else name
    names.say(where, "MX" if check == "mx" else "TXT", *said)
    assert states(look(desk, domain))[check] == state


def test_the_policy_of_the_domain_above_counts(desk: MailDesk, names: NameServer) -> None:
    with workspace_scope(desk.house.id):
        domain = commands.add_domain(actor=US, name="help.shop.example")
    names.say("_dmarc.shop.example", "TXT", "v=DMARC1; p=quarantine")
    assert states(look(desk, domain))["dmarc"] == "right"


def test_a_silent_name_server_is_waited_for_once(
    desk: MailDesk, domain: SenderDomain, names: NameServer
) -> None:
    names.silent = True
    assert set(states(look(desk, domain)).values()) == {"unanswered"}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "shop",
        "-shop.example",
        "shop.example/x",
        "a@shop.example",
        "1.2.3.4",
        "x" * 64 + ".example",
        "a..b",
    ],
)
def test_what_is_no_domain(desk: MailDesk, name: str) -> None:
    with workspace_scope(desk.house.id), pytest.raises(Invalid):
        commands.add_domain(actor=US, name=name)


def test_the_desks_own_domain_is_nobodys(desk: MailDesk) -> None:
    for name in ("mail.localhost", "globex.mail.localhost"):
        with workspace_scope(desk.house.id), pytest.raises(Invalid, match="own domain"):
            commands.add_domain(actor=US, name=name)


def test_removing_goes_back_to_the_desks_address(
    desk: MailDesk, domain: SenderDomain, names: NameServer
) -> None:
    publish(names, domain)
    row = look(desk, domain)
    with workspace_scope(desk.house.id):
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="help")
        with pytest.raises(Invalid):
            commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="he lp\r\nBcc: x")
    with workspace_scope(desk.house.id):
        commands.set_sender(actor=US, inbox=desk.house.inbox, domain=row, local="help")
        commands.remove_domain(actor=US, domain=row)
        assert not SenderAddress.objects.exists()
        assert not SenderDomain.objects.exists()
