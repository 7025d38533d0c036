"""The links in the mails about breaches: looking does nothing, the button does, and another's link opens nothing."""

from datetime import timedelta

import pytest

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.breaches import commands, tokens
from ictdesk.trust.breaches.models import BreachDelivery, BreachNotice, SecurityContact
from tests.requesters.test_pages import a_browser
from tests.trust.breach_room import Room
from tests.trust.visits import Vendor, make_vendor
from tests.world import House, World


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


def contact_of(house: House) -> SecurityContact:
    with workspace_scope(house.id):
        return commands.name_security_contact(actor=house.vera.actor, address="soc@mail.example")


def path(url: str) -> str:
    return "/w/" + url.partition("/w/")[2]


def told(vendor: Vendor, house: House) -> BreachNotice:
    room = Room(vendor)
    room.act(commands.name_affected, workspace=house.slug)
    room.aware(unknown_until=(clock.now() + timedelta(days=5)).isoformat())
    (made,) = room.freeze()
    room.tell()
    return made


def test_looking_confirms_nothing_and_the_button_does(world: World) -> None:
    row, browser = contact_of(world.acme), a_browser()
    with workspace_scope(world.acme.id):
        link = path(tokens.url("contact", row.id))
    page = browser.get(link)
    assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "no-referrer")
    with workspace_scope(world.acme.id):
        assert SecurityContact.objects.get(id=row.id).verified_at is None
    assert browser.post(link).status_code == 200
    assert browser.post(link).status_code == 200, "twice is as once"
    with workspace_scope(world.acme.id):
        assert SecurityContact.objects.get(id=row.id).verified_at is not None


def test_a_notice_is_acknowledged_by_its_own_way(vendor: Vendor, world: World) -> None:
    made = told(vendor, world.acme)
    way = BreachDelivery.objects.get(notice=made, way="leads")
    with workspace_scope(world.acme.id):
        link = path(tokens.url("notice", way.id))
    browser = a_browser()
    assert "Notice of a personal data breach" in browser.get(link).content.decode()
    way.refresh_from_db()
    assert way.acknowledged_at is None
    assert browser.post(link).status_code == 200
    way.refresh_from_db()
    assert way.acknowledged_at is not None


def test_a_link_of_another_kind_or_place_opens_nothing(vendor: Vendor, world: World) -> None:
    acme, globex, browser = world.acme, world.globex, a_browser()
    row = contact_of(acme)
    way = BreachDelivery.objects.get(notice=told(vendor, acme), way="leads")
    with workspace_scope(acme.id):
        contact, notice = path(tokens.url("contact", row.id)), path(tokens.url("notice", way.id))
    wrong = (
        contact.replace(acme.slug, globex.slug),
        notice.replace(acme.slug, globex.slug),
        contact.replace("/security-contact/", "/breach/"),
        notice.replace("/breach/", "/security-contact/"),
        f"{notice}x",
        f"/w/{acme.slug}/breach/x",
    )
    for one in wrong:
        assert browser.get(one).status_code == 404, one
        assert browser.post(one).status_code == 404, one
    way.refresh_from_db()
    assert way.acknowledged_at is None
