"""The page of the personal log: the vendor's office alone, with a reason, and every look on record."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ictdesk.business.vendor import writing
from ictdesk.business.vendor.founding import found
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import User
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.logs import days
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.logs.models import HeldLog, LogHold
from tests.people.browsers import browser, signed_in
from tests.trust.test_log_holds import MARKER, happened
from tests.world import World

US = System("tests")


@pytest.fixture(scope="module")
def vendor() -> WorkspaceEntry:
    return found()


@pytest.fixture(scope="module")
def ticket(vendor: WorkspaceEntry) -> int:
    with workspace_scope(vendor.id):
        made = writing.contact(
            client_id=uuid4(), about="question", name="Eve", email="eve@mail.example", text="Somebody is in."
        )
        return int(Conversation.objects.find(id=made.id).number)


def member(vendor: WorkspaceEntry, role: Any) -> Client:
    """Somebody new in the vendor's workspace, in a browser."""
    with workspace_scope(vendor.id):
        row = people.add_member(actor=US, email=f"{uuid4().hex}@vendor.example", name=role.title(), role=role)
    client = browser()
    client.force_login(User.objects.get(id=row.user_id))
    return client


@pytest.fixture(scope="module")
def olga(vendor: WorkspaceEntry) -> Client:
    return member(vendor, "owner")


@pytest.fixture(scope="module")
def pia(vendor: WorkspaceEntry) -> Client:
    return member(vendor, "privacy_officer")


def at(vendor: WorkspaceEntry, more: str = "") -> str:
    return f"/desk/{vendor.slug}/privacy/log/{more}"


def said(ticket: int, **more: object) -> dict[str, Any]:
    today = days.today().isoformat()
    return {"since": today, "until": today, "ticket": ticket, "reason": "incident"} | more


def test_only_the_vendors_office_has_it(vendor: WorkspaceEntry, olga: Client, world: World) -> None:
    vera = signed_in(world.acme.vera)
    assert vera.get(f"/desk/{world.acme.slug}/privacy/log/").status_code == 404
    assert vera.post(f"/desk/{world.acme.slug}/privacy/log/keep/").status_code == 404
    assert "Personal log" not in vera.get(f"/desk/{world.acme.slug}/privacy/trail/").content.decode()
    assert vera.get(at(vendor)).status_code == 404
    assert member(vendor, "agent").get(at(vendor)).status_code == 403
    assert "Personal log" in olga.get(at(vendor)).content.decode()
    assert "Personal log" in olga.get(f"/desk/{vendor.slug}/privacy/trail/").content.decode()


def test_a_search_finds_and_is_on_record(
    vendor: WorkspaceEntry, olga: Client, ticket: int, world: World
) -> None:
    person = uuid4()
    happened(workspace=world.acme.id, user=person)
    page = olga.post(at(vendor), said(ticket, workspace=world.acme.slug, person=person)).content.decode()
    assert all(word in page for word in (MARKER, "192.0.2.66", world.acme.slug, str(person)))
    with workspace_scope(vendor.id):
        record = AuditRecord.objects.filter(action="log.searched").latest("id")
    assert (record.facts["reason"], record.facts["ticket"], record.facts["shown"]) == ("incident", ticket, 1)
    assert "No line of the log" in olga.post(at(vendor), said(ticket, person=uuid4())).content.decode()
    for wrong in ({"workspace": "nobody-here"}, {"ip": "x"}, {"ticket": 2**31 - 1}, {"reason": ""}):
        assert olga.post(at(vendor), said(ticket) | wrong).status_code == 422


def test_a_slice_is_asked_for_approved_read_prolonged_and_ended(
    vendor: WorkspaceEntry, olga: Client, pia: Client, ticket: int, world: World
) -> None:
    happened(workspace=world.acme.id)
    until = days.today() + timedelta(days=30)
    asked = said(ticket, workspace=world.acme.slug, ends_on=until, reason="Mallory was in")
    sent = {f"keep-{name}": value for name, value in asked.items()}
    assert olga.post(at(vendor, "keep/"), sent | {"keep-ends_on": days.today()}).status_code == 422
    assert olga.post(at(vendor, "keep/"), sent).status_code == 302
    with workspace_scope(vendor.id):
        hold: LogHold = LogHold.objects.latest("id")

    def do(client: Client, verb: str, **more: object) -> Any:
        return client.post(at(vendor, "keep/"), {"do": verb, "hold": hold.id, **more})

    assert do(olga, "approve").status_code == 422
    assert do(olga, "look").status_code == 409
    assert "to be approved by another member" in olga.get(at(vendor)).content.decode()
    assert do(pia, "approve").status_code == 302
    assert MARKER in do(pia, "look").content.decode()
    assert do(pia, "longer", ends_on=days.today() + timedelta(days=91)).status_code == 422
    assert do(pia, "longer", ends_on=days.today() + timedelta(days=90)).status_code == 302
    assert do(olga, "approve").status_code == 302
    assert do(olga, "end").status_code == 302
    assert do(olga, "look").status_code == 409
    assert do(olga, "dance").status_code == 404
    assert olga.post(at(vendor, "keep/"), {"do": "look", "hold": uuid4()}).status_code == 404
    with workspace_scope(vendor.id):
        assert not HeldLog.objects.filter(hold=hold).exists()
        acts = AuditRecord.objects.filter(object_id=hold.id).order_by("id").values_list("action", flat=True)
        assert [*acts] == [
            *("log_hold.asked", "log_hold.approved", "log_hold.looked", "log_hold.lengthen"),
            *("log_hold.approved", "log_hold.ended"),
        ]
