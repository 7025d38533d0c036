"""Letters leave once; those who look after people's rights are warned by mail, and again when it is late."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from ictdesk.kernel import clock
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands, jobs
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from tests.world import US, World

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def open_case(world: World, email: str = "ida@mail.example") -> RightsRequest:
    with workspace_scope(world.acme.id):
        asked = Asked("form", ["erasure"], email=email, received_at=clock.now())
        return commands.open_case(actor=US, asked=asked)


def test_the_office_is_warned_at_each_step(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [NOON]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    row = open_case(world)
    assert str(row.due_on) == "2026-09-02"
    told = []
    with workspace_scope(world.acme.id):
        name = home().name
    for day in range(20, 34):
        moment[0] = NOON + timedelta(days=day)
        before = len(mail.outbox)
        jobs.watch(str(world.acme.id))
        jobs.watch(str(world.acme.id))
        told += [(day, str(one.subject), one.to) for one in mail.outbox[before:]]
    left = {23: "7 days", 27: "3 days", 29: "1 day", 30: "0 days"}
    office = [world.acme.noor.email]
    assert [day for day, _, _ in told] == [23, 27, 29, 30, 31, 32, 33]
    assert all(to == office for _, _, to in told)
    assert [words for day, words, _ in told if day in left] == [
        f"{row} at {name}: {days} left" for days in left.values()
    ]
    assert told[-1][1] == f"{row} at {name}: the answer is late"


def test_nobody_is_warned_while_the_clock_stands(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    row = open_case(world)
    with workspace_scope(world.acme.id):
        row = commands.sort_case(actor=US, request=row, rights=["erasure"], people=[])
        commands.ask_identity(actor=US, request=row, doubt="Another address.")
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    before = len(mail.outbox)
    jobs.watch(str(world.acme.id))
    assert len(mail.outbox) == before


def test_a_letter_leaves_once(world: World) -> None:
    row = open_case(world)
    with workspace_scope(world.acme.id):
        letter = RightsLetter.objects.get(request=row)
        words = letter.body
    before = len(mail.outbox)
    for _ in range(2):
        jobs.send_letter(str(world.acme.id), str(letter.id))
    (sent,) = mail.outbox[before:]
    assert (sent.to, sent.body) == (["ida@mail.example"], words)
    with workspace_scope(world.acme.id):
        assert RightsLetter.objects.get().sent_at is not None


def test_without_an_address_a_letter_is_there_to_be_printed(world: World) -> None:
    row = open_case(world, email="")
    with workspace_scope(world.acme.id):
        assert RightsLetter.objects.get(request=row).sent_at is None
