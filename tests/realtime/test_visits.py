"""The socket of somebody of the vendor: open for as long as a grant runs, silent, and closed in the moment of its end."""

import pytest

from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.access import commands, inside
from tests.realtime.client import Desk, Line, sign_in
from tests.trust.visits import Vendor, make_vendor


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


def hello(desk: Desk, cookie: str) -> Line:
    line = desk.line(desk.server.url, cookie)
    line.send(t="hello", workspace=desk.house.slug, after=None)
    return line


def test_it_opens_under_a_grant_and_closes_when_the_customer_ends_it(desk: Desk, vendor: Vendor) -> None:
    cookie = sign_in(vendor.eve)
    assert hello(desk, cookie).ending() == (4404, "not_found")
    grant = vendor.enter(desk.house)
    line = hello(desk, cookie)
    line.until_kind("ready")
    with workspace_scope(desk.house.id):
        assert AuditRecord.objects.filter(action="seen.socket", actor_id=vendor.eve.row.user_id).exists()
        commands.end_access(actor=desk.house.noor.actor, grant_id=grant.id)
    assert line.ending() == (4401, "unauthorised")
    assert hello(desk, cookie).ending() == (4404, "not_found")


def test_it_shows_nothing_and_takes_nothing(desk: Desk, vendor: Vendor) -> None:
    """Neither what is written meanwhile, nor who is there; and nobody sees the guest as a colleague."""
    talk = desk.house.talk("The kettle leaks")
    grant = vendor.enter(desk.house, writes=True)
    line = hello(desk, sign_in(vendor.eve))
    line.until_kind("ready")
    ada = desk.agent(desk.house.ada)
    desk.guest().write("Is anybody there?")
    ada.until_body("Is anybody there?")
    named = {"conversation": str(talk.id)}
    line.send(t="typing", on=True, **named)
    line.send(t="read", seq=1, **named)
    line.send(t="look", **named)
    line.send(t="send", client_id=str(grant.id), body="Hello", note=False, **named)
    assert [one["t"] for one in line.everything()] == ["ready", *["error"] * 4, "pong"]
    assert {one["code"] for one in line.seen if one["t"] == "error"} == {"forbidden"}
    seen = str(ada.everything())
    assert str(vendor.eve.row.user_id) not in seen
    assert str(grant.id) not in seen
    inside.leave(vendor.eve.row.user_id, grant.id)
    assert line.ending() == (4401, "unauthorised")
