"""An owner asks for the end and takes it back: who may, what proves them, who is told and when."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from procrastinate.jobs import Job

from ictdesk.desk.people import commands as people
from ictdesk.desk.people import ending
from ictdesk.desk.workspaces.commands import ask_end, take_end_back
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Conflict, Ending, Invalid, NotAllowed
from ictdesk.kernel.jobs.queue import REST, RETRY
from ictdesk.kernel.tenancy import workspace_scope
from tests.endings.asked import asked
from tests.people.browsers import prove, signed_in
from tests.privacy.bundles import case
from tests.world import US, House, World


def page(house: House, part: str = "") -> str:
    return f"/desk/{house.slug}/settings/end/{part}"


def row_of(house: House) -> Workspace:
    with workspace_scope(house.id):
        found: Workspace = Workspace.objects.get(id=house.id)
        return found


def ends_in(house: House, **left: int) -> None:
    with workspace_scope(house.id):
        Workspace.objects.update(ends_at=clock.now() + timedelta(**left))


def told(house: House) -> list[str]:
    """Runs the job; to whom it wrote."""
    mail.outbox.clear()
    with workspace_scope(house.id):
        ending.tell()
    return [to for letter in mail.outbox for to in letter.to]


def test_an_owner_asks_after_proving_who_they_are(world: World) -> None:
    acme, vera = world.acme, signed_in(world.acme.vera)
    name = row_of(acme).name
    sent = vera.post(page(acme), {"name": name})
    assert sent.headers["Location"].startswith("/account/reauthenticate/?next=")
    assert row_of(acme).ends_at is None
    prove(vera)
    assert "as it is written above" in vera.post(page(acme), {"name": "Acme?"}).content.decode()
    assert row_of(acme).ends_at is None
    shown = vera.post(page(acme), {"name": name}, follow=True).content.decode()
    assert "comes to its end" in shown
    assert "workspace ends on" in " ".join(shown.split())
    with workspace_scope(acme.id):
        assert AuditRecord.objects.filter(action="workspace.ask_end", actor_id=acme.vera.row.id).exists()


def test_every_member_sees_the_day(world: World) -> None:
    acme = world.acme
    asked(acme)
    for name, own in (("vera", True), ("iris", False)):
        for where in ("inbox", "contacts", "settings/roles"):
            shown = signed_in(acme.people[name]).get(f"/desk/{acme.slug}/{where}/").content.decode()
            assert "workspace ends on" in " ".join(shown.split())
            assert (page(acme) in shown) == (own or False), "only an owner is offered the way back"
    other = signed_in(world.globex.hank).get(f"/desk/{world.globex.slug}/contacts/").content.decode()
    assert "workspace ends on" not in " ".join(other.split())


def test_only_owners_ask_and_take_back(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        people.change_role(actor=US, member=acme.grace.row, role="admin")
    for name in ("ada", "noor", "iris", "grace"):
        client: Client = signed_in(acme.people[name])
        prove(client)
        assert client.post(page(acme), {"name": row_of(acme).name}).status_code == 403
        assert client.post(page(acme, "keep/")).status_code == 403
    assert row_of(acme).ends_at is None
    asked(acme)
    with workspace_scope(acme.id), pytest.raises(NotAllowed):
        take_end_back(actor=acme.ada.actor)


def test_it_is_taken_back_until_the_day(world: World) -> None:
    acme = world.acme
    asked(acme)
    with workspace_scope(acme.id), pytest.raises(AlreadySo):
        ask_end(actor=acme.vera.actor, name=row_of(acme).name)
    kept = signed_in(acme.vera).post(page(acme, "keep/"), follow=True).content.decode()
    assert "goes on" in kept
    assert row_of(acme).ends_at is None
    with workspace_scope(acme.id), pytest.raises(AlreadySo):
        take_end_back(actor=acme.vera.actor)
    asked(acme)
    ends_in(acme, days=0)
    with workspace_scope(acme.id), pytest.raises(Conflict):
        take_end_back(actor=acme.vera.actor)
    foreign = row_of(acme).name
    with workspace_scope(world.globex.id), pytest.raises(Invalid):
        ask_end(actor=world.globex.hank.actor, name=foreign)


def test_owners_are_told_at_once_and_twice_more(world: World) -> None:
    acme = world.acme
    assert told(acme) == []
    asked(acme)
    assert told(acme) == [acme.vera.email]
    assert told(acme) == [], "each once"
    ends_in(acme, days=8)
    assert told(acme) == []
    ends_in(acme, days=6)
    assert told(acme) == [acme.vera.email]
    assert page(acme) in str(mail.outbox[0].body)
    ends_in(acme, hours=20)
    assert told(acme) == [acme.vera.email]
    assert told(acme) == []
    assert told(world.globex) == []


def test_a_job_that_is_refused_waits_for_as_long_as_it_takes() -> None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="mail.take_in", attempts=99)
    decision = RETRY.get_retry_decision(exception=Ending(), job=job)
    assert decision is not None
    assert decision.retry_at is not None
    assert RETRY.get_retry_decision(exception=ValueError(), job=job) is None
    assert REST > 0


def test_the_page_says_what_stands_in_the_way(world: World) -> None:
    acme, vera = world.acme, signed_in(world.acme.vera)
    case(acme, [acme.talk().subject_id])
    assert "Holds:" not in vera.get(page(acme)).content.decode(), "nobody has asked for the end"
    asked(acme)
    shown = " ".join(vera.get(page(acme)).content.decode().split())
    assert "people's data: 1. Holds: 0." in shown
    assert "Keep the workspace" in shown
    ends_in(acme, days=0)
    shown = vera.get(page(acme)).content.decode()
    assert "cannot be taken back any more" in shown
    assert "Keep the workspace" not in shown
