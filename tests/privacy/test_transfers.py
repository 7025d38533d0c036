"""What a person takes along goes straight to another controller, who alone can open it (Art. 20(2) GDPR)."""

import hashlib
import io
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest
from pyrage import x25519
from pytest_django.fixtures import Settings

from ictdesk.kernel import egress
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from ictdesk.privacy.transfers import commands, jobs
from ictdesk.privacy.transfers.models import Transfer
from tests.https import Https, Quiet
from tests.mail import certificates
from tests.privacy import bundles
from tests.world import House, World

KEY = x25519.Identity.generate()
OTHER = x25519.Identity.generate()


class Receiver(Https):
    """Another controller's server."""

    path = "/in?token=secret"

    def __init__(self, certificate: Path) -> None:
        self.got: list[bytes] = []
        self.status = 201
        receiver = self

        class Handler(Quiet):
            def do_PUT(self) -> None:  # noqa: N802 - the name that the library calls
                receiver.got.append(self.body())
                self.send_response(receiver.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(b"receipt 42")

        super().__init__(certificate, Handler)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificates.make(tmp_path_factory.mktemp("receiver"))


@pytest.fixture
def receiver(certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """The operator allows this network, and trusts this authority."""
    settings.ICTDESK_EGRESS_ALLOW = [ip_network("127.0.0.1/32")]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Receiver(certificate) as running:
        yield running


def granted(house: House) -> RightsRequest:
    """Max takes along what he wrote; his archive is ready."""
    talk = bundles.talk(house, "It leaks")
    row = bundles.decided(house, bundles.case(house, [talk.subject_id], "portability"))
    bundles.run(house)
    return row


def ordered(house: House, row: RightsRequest, target: str) -> Transfer:
    with workspace_scope(house.id):
        return commands.order_transfer(
            actor=house.noor.actor,
            request=row,
            receiver="Other desk",
            target=target,
            public_key=str(KEY.to_public()),
        )


def sent(house: House, transfer: Transfer) -> Transfer:
    """What the worker does."""
    jobs.send(str(house.id), str(transfer.id))
    with workspace_scope(house.id):
        found: Transfer = Transfer.objects.find(id=transfer.id)
        assert found.name, "opened while it is in scope"
        assert found.answer is not None
    return found


def test_only_they_can_open_it(world: World, receiver: Receiver) -> None:
    house = world.acme
    row = granted(house)
    done = sent(house, ordered(house, row, receiver.address))
    (content,) = receiver.got
    with ZipFile(io.BytesIO(pyrage.decrypt(content, [KEY]))) as archive:
        assert b"It leaks" in archive.read("data.json")
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [OTHER])
    assert b"It leaks" not in content
    assert (done.state, done.status, done.answer) == ("sent", 201, "receipt 42")
    assert (done.sha256, done.size) == (hashlib.sha256(content).hexdigest(), len(content))
    with workspace_scope(house.id):
        letter = RightsLetter.objects.get(request=row, kind="transferred")
        assert done.sha256 in letter.body
        assert "Other desk (127.0.0.1)" in letter.body
        assert "secret" not in letter.body
        keys = row.subjects.values_list("person_id", flat=True)
        found = [one for one in recipients(person_of(subjects=list(keys))) if one.kind == "transfer"]
    assert [one.name for one in found] == ["Other desk"]
    sent(house, done)
    assert len(receiver.got) == 1, "once"


@pytest.mark.parametrize("status", [302, 403, 500])
def test_what_they_refuse_is_shown_and_may_be_sent_again(
    world: World, receiver: Receiver, status: int
) -> None:
    house = world.acme
    receiver.status = status
    failed = sent(house, ordered(house, granted(house), receiver.address))
    assert (failed.state, failed.reason, failed.status) == ("failed", "refused", status)
    assert len(receiver.got) == 1, "no redirect is followed"
    receiver.status = 204
    with workspace_scope(house.id):
        assert not RightsLetter.objects.filter(kind="transferred").exists()
        again = commands.send_transfer_again(actor=house.noor.actor, transfer=failed)
        with pytest.raises(Conflict):
            commands.send_transfer_again(actor=house.noor.actor, transfer=failed)
    assert sent(house, again).state == "sent"


def test_no_private_machine_is_reached(world: World, receiver: Receiver, settings: Settings) -> None:
    house = world.acme
    row = granted(house)
    settings.ICTDESK_EGRESS_ALLOW = []
    failed = sent(house, ordered(house, row, receiver.address))
    assert (failed.state, failed.reason) == ("failed", "unreachable")
    assert receiver.got == []


def test_a_server_with_another_certificate_gets_nothing(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    failed = sent(world.acme, ordered(world.acme, granted(world.acme), receiver.address))
    assert (failed.reason, receiver.got) == ("unreachable", [])


def test_the_registry_of_egress_is_asked(world: World, receiver: Receiver) -> None:
    row = granted(world.acme)
    former = egress.use(lambda call: "No." if call.recipient == "transfer.direct" else "")
    try:
        failed = sent(world.acme, ordered(world.acme, row, receiver.address))
    finally:
        egress.use(former)
    assert (failed.reason, receiver.got) == ("egress_refused", [])


def test_an_archive_that_is_gone_goes_nowhere(world: World, receiver: Receiver) -> None:
    house = world.acme
    row = granted(house)
    transfer = ordered(house, row, receiver.address)
    with workspace_scope(house.id):
        Bundle.objects.filter(request=row).update(blob_id=None)
    assert (sent(house, transfer).reason, receiver.got) == ("gone", [])


def test_what_is_refused_changes_nothing(world: World) -> None:
    house = world.acme
    row, key = granted(house), str(KEY.to_public())
    with workspace_scope(house.id):
        for target, public_key in (
            ("http://desk.example/in", key),
            ("https://max:word@desk.example/in", key),
            ("https://desk.example/in\r\nHost: other", key),
            ("https://", key),
            ("https://desk.example:99999/in", key),
            ("https://desk.example/in", "age1none"),
            ("https://desk.example/in", str(KEY)),
        ):
            with pytest.raises(Invalid):
                commands.order_transfer(
                    actor=house.noor.actor, request=row, receiver="A", target=target, public_key=public_key
                )
        other = {"receiver": "A", "target": "https://desk.example/in", "public_key": key}
        with pytest.raises(NotAllowed):
            commands.order_transfer(actor=house.ada.actor, request=row, **other)
        Bundle.objects.filter(request=row).update(blob_id=None)
        with pytest.raises(Conflict):
            commands.order_transfer(actor=house.noor.actor, request=row, **other)
        assert not Transfer.objects.exists()
