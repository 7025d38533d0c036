"""What is switched off does not run: each is shown to run first, and stops with its next step."""

from typing import Any

import pytest

from ictdesk.desk.digests import commands as digests
from ictdesk.desk.digests import posting
from ictdesk.desk.digests.models import Digest
from ictdesk.desk.imports.commands import lay_down
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.mail import transcripts
from ictdesk.desk.mail.models import Transcript
from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.purposes import PURPOSES, PurposeOff
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.records import commands, register
from ictdesk.trust.records.describing import Description
from tests.business.test_newsletter import Press
from tests.isolation.plain import CASE
from tests.mail.desk import MailDesk
from tests.people.browsers import program
from tests.world import US, House, World


def switch(house: House, key: str, *, on: bool = False) -> None:
    with workspace_scope(house.id):
        line = register.line_of(US, key)
        said = Description(line.basis, line.necessity, on=on)
        commands.describe_purpose(actor=US, activity=key, description=said)


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def test_digests(acme: House) -> None:
    said: dict[str, Any] = {"often": "daily", "hour": 8, "zone": "UTC"}
    with workspace_scope(acme.id):
        digests.set_digest(actor=acme.ada.actor, member=acme.ada.row, **said)
        now = clock.now()
        waiting = Digest.objects.create(member=acme.ada.row, due_at=now, created_at=now)
    switch(acme, "digests")
    with workspace_scope(acme.id):
        with pytest.raises(PurposeOff):
            digests.set_digest(actor=acme.ada.actor, member=acme.ada.row, **said)
        outcome: Any = posting.begin(waiting.id)
        assert outcome.kind == "unneeded"
        digests.set_digest(actor=acme.ada.actor, member=acme.ada.row, **said | {"often": "never"})


def test_transcripts(desk: MailDesk) -> None:
    desk.write()
    (thread,) = desk.conversations()
    house = desk.house
    with workspace_scope(house.id):
        asked: Transcript = mails.ask_transcript(actor=house.ada.actor, conversation=thread)
    switch(house, "transcripts")
    with workspace_scope(house.id):
        with pytest.raises(PurposeOff):
            mails.ask_transcript(actor=house.ada.actor, conversation=thread)
        outcome: Any = transcripts.begin(asked.id)
        assert (outcome.kind, outcome.reason) == ("failed", "purpose_off")
        transcripts.finish(asked.id, outcome)
    assert "switched it off" in house.bodies(thread)[-1]


def test_receipts(desk: MailDesk) -> None:
    with workspace_scope(desk.house.id):
        mails.set_mail(actor=US, inbox=desk.house.inbox, receipt="We have it.")
    desk.write()
    (first,) = desk.conversations()
    assert desk.house.bodies(first)[-1] == "We have it."
    switch(desk.house, "receipts")
    desk.write(From="mia@mail.example", Message_ID="<2@mail.example>")
    (second,) = [one for one in desk.conversations() if one.id != first.id]
    assert "We have it." not in desk.house.bodies(second)


def test_newsletters(acme: House) -> None:
    """Also one that is on its way already."""
    press = Press(acme)
    readers = [press.reader("mia"), press.reader("max")]
    gone, under_way, later = press.write(), press.write(), press.write()
    press.begin(gone)
    assert sorted(press.send(gone)) == sorted(readers)
    press.begin(under_way)
    switch(acme, "newsletters")
    assert press.send(under_way) == []
    assert press.states(under_way)["stopped"] == len(readers)
    with pytest.raises(PurposeOff):
        press.begin(later)


def test_imports(acme: House) -> None:
    case: dict[str, Any] = {"actor": US, "inbox": acme.inbox, "origin": "zendesk", "cases": [CASE]}
    with workspace_scope(acme.id):
        assert [one.kind for one in lay_down(account="one", **case)] == ["laid"]
    switch(acme, "imports")
    with pytest.raises(PurposeOff), workspace_scope(acme.id):
        lay_down(account="two", **case)


def test_programs(acme: House) -> None:
    """A key that was good is good for nothing, until it is switched on again."""
    client = program(acme)
    assert client.get("/api/v1/conversations").status_code == 200
    switch(acme, "programs")
    refused = client.get("/api/v1/conversations")
    assert (refused.status_code, refused.json()["code"]) == (403, "purpose_off")
    switch(acme, "programs", on=True)
    assert client.get("/api/v1/conversations").status_code == 200


def test_each_has_a_test_here() -> None:
    assert {f"test_{one}" for one in PURPOSES} <= globals().keys()


def test_the_neighbour_is_not_touched(world: World) -> None:
    switch(world.acme, "programs")
    assert program(world.globex).get("/api/v1/conversations").status_code == 200
    with pytest.raises(DomainError), workspace_scope(world.globex.id):
        commands.describe_purpose(
            actor=world.acme.noor.actor, activity="nothing", description=Description("contract", "x")
        )
