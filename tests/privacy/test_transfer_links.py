"""What a person takes along goes to another controller by a mailed link, sealed for their key (Art. 20(2) GDPR)."""

import hashlib
import io
import re
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pyrage
import pytest
from django.core import mail
from pyrage import x25519

from ictdesk.kernel import clock, egress
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure import commands as erasures
from ictdesk.privacy.erasure import running
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from ictdesk.privacy.transfers import commands, jobs, tokens
from ictdesk.privacy.transfers.models import Transfer
from tests.kernel.queue_of import jobs as queued
from tests.people.browsers import browser, signed_in
from tests.privacy.test_transfers import KEY, OTHER, granted
from tests.world import US, House, World

DPO = "privacy@otherdesk.example"
MARK = "It leaks"


def ordered(house: House, row: RightsRequest) -> Transfer:
    with workspace_scope(house.id):
        return commands.order_transfer(
            actor=house.noor.actor,
            request=row,
            receiver="Other desk",
            target=DPO,
            public_key=str(KEY.to_public()),
        )


def now(house: House, transfer: Transfer) -> Transfer:
    with workspace_scope(house.id):
        found: Transfer = Transfer.objects.find(id=transfer.id)
        return found


def offered(house: House, transfer: Transfer) -> str:
    """The link as it was mailed, by what the worker does."""
    jobs.send(str(house.id), str(transfer.id))
    mail.outbox = []
    for job in queued(house.id, "transfers.mail")[-1:]:
        jobs.mail_link(**job["args"])
    (told,) = mail.outbox
    assert told.to == [DPO]
    assert not [word for word in ("Max", MARK) if word in str(told.body)]
    found = re.search(r"/w/\S+/transfer/\S+", str(told.body))
    assert found is not None
    return found[0]


def fetched(link: str) -> bytes:
    answer: Any = browser().post(link)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_only_the_receiver_can_open_what_is_fetched_by_the_link(world: World) -> None:
    house = world.acme
    row = granted(house)
    transfer = ordered(house, row)
    link = offered(house, transfer)
    assert "Max" not in browser().get(link).content.decode()
    assert now(house, transfer).state == "offered", "whoever looks has fetched nothing"
    content = fetched(link)
    with ZipFile(io.BytesIO(pyrage.decrypt(content, [KEY]))) as archive:
        assert MARK.encode() in archive.read("data.json")
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [OTHER])
    done = now(house, transfer)
    assert (done.state, done.sha256) == ("sent", hashlib.sha256(content).hexdigest())
    assert fetched(link) == content, "as often as they need it"
    assert now(house, transfer).fetches == 2
    with workspace_scope(house.id):
        (letter,) = RightsLetter.objects.filter(request=row, kind="transferred")
        assert "Other desk (otherdesk.example)" in letter.body
        assert done.sha256 in letter.body
        keys = list(row.subjects.values_list("person_id", flat=True))
        found = [one.name for one in recipients(person_of(subjects=keys)) if one.kind == "transfer"]
        assert found == ["Other desk"]
        assert AuditRecord.objects.filter(action="transfer.fetched", object_id=row.id).count() == 2


def test_the_link_ends_after_its_days_and_may_be_sent_again(world: World) -> None:
    house = world.acme
    transfer = ordered(house, granted(house))
    link = offered(house, transfer)
    with workspace_scope(house.id):
        assert commands.end_transfers(actor=US) == 0
        Transfer.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert browser().post(link).status_code == 410
    assert "over" in browser().get(link).content.decode()
    with workspace_scope(house.id):
        blob = Transfer.objects.get(id=transfer.id).blob_id
        jobs.tidy()
        assert not Blob.objects.filter(id=blob).exists()
        ended: Transfer = Transfer.objects.get(id=transfer.id)
        assert (ended.state, ended.fetches) == ("over", 0)
        assert not RightsLetter.objects.filter(kind="transferred").exists()
        again = commands.send_transfer_again(actor=house.noor.actor, transfer=ended)
        with pytest.raises(Conflict):
            commands.send_transfer_again(actor=house.noor.actor, transfer=ended)
    assert fetched(offered(house, again))
    assert fetched(link), "the same thing by the same name"


def test_no_other_link_opens_it(world: World) -> None:
    house = world.acme
    link = offered(house, ordered(house, granted(house)))
    foreign = link.replace(f"/w/{house.slug}/", f"/w/{world.globex.slug}/")
    with workspace_scope(house.id):
        nobody = tokens.url(house.id).partition("/w/")
    for wrong in (foreign, f"{link}x", "".join(nobody[1:])):
        assert browser().get(wrong).status_code == 404
        assert browser().post(wrong).status_code == 404


def test_whoever_is_erased_lies_behind_no_link(world: World) -> None:
    house = world.acme
    row = granted(house)
    transfer = ordered(house, row)
    link = offered(house, transfer)
    with workspace_scope(house.id):
        people = list(row.subjects.values_list("person_id", flat=True))
        rights.deliver(actor=house.noor.actor, request=row)
        run = erasures.erase(actor=house.vera.actor, subjects=people)
    running.advance(house.id, run.id)
    assert now(house, transfer).state == "over"
    assert browser().post(link).status_code == 410


def test_the_registry_of_egress_is_asked(world: World) -> None:
    house = world.acme
    transfer = ordered(house, granted(house))
    former = egress.use(lambda call: "No." if call.host == "otherdesk.example" else "")
    try:
        jobs.send(str(house.id), str(transfer.id))
    finally:
        egress.use(former)
    assert (now(house, transfer).state, now(house, transfer).reason) == ("failed", "egress_refused")
    assert queued(house.id, "transfers.mail") == []


def test_a_member_orders_it_on_the_page_of_the_case(world: World) -> None:
    house = world.acme
    row, noor = granted(house), signed_in(house.noor)
    path = f"/desk/{house.slug}/privacy/{row.id}/"
    given = {"receiver": "Other desk", "target": DPO, "public_key": str(KEY.to_public())}
    noor.post(f"{path}transfer/", given)
    with workspace_scope(house.id):
        transfer = Transfer.objects.get(request=row)
    link = offered(house, transfer)
    assert "a link was mailed" in " ".join(noor.get(path).content.decode().split())
    fetched(link)
    fetched(link)
    assert "2 times" in " ".join(noor.get(path).content.decode().split())
    with workspace_scope(house.id):
        for target in ("privacy@", "a@b.example, c@d.example", "mailto:a@b.example"):
            with pytest.raises(Invalid):
                commands.order_transfer(
                    actor=house.noor.actor,
                    request=row,
                    receiver="A",
                    target=target,
                    public_key=str(x25519.Identity.generate().to_public()),
                )
        assert Transfer.objects.count() == 1
        assert Bundle.objects.filter(request=row, variant="portable", blob_id__isnull=False).exists()
