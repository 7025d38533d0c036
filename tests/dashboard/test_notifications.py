"""The page of one's notifications and the bell in the inbox are one choice, kept with the member."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from ictdesk.desk.people import notifying
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.shapes import NotifyShape
from ictdesk.kernel.tenancy import workspace_scope
from tests.dashboard.test_in_a_browser import address, chromium, visit  # noqa: F401 - fixtures
from tests.people.browsers import program, signed_in
from tests.world import House, World

ALL = ["mention", "mine", "unassigned", "assigned", "awake"]
NOTHING_YET = {"shown": False, "heard": False, "events": ALL, "chosen": False}


def kept(house: House, name: str) -> NotifyShape:
    with workspace_scope(house.id):
        return notifying.choice_of(Member.objects.get(id=house.people[name].row.id))


def patch(client: Any, house: House, **part: object) -> Any:
    return client.patch(
        "/api/v1/me/notifications",
        part,
        content_type="application/json",
        headers={"X-Workspace": house.slug},
    )


def test_the_choice_is_the_members_and_nobody_elses(world: World) -> None:
    acme, ada = world.acme, signed_in(world.acme.ada)
    assert kept(acme, "ada") == NOTHING_YET
    page = f"/desk/{acme.slug}/settings/notifications/"
    sent = {"shown": "on", "events": ["awake", "mention"]}
    assert b"Saved." in ada.post(page, sent, follow=True).content
    now = {"shown": True, "heard": False, "events": ["mention", "awake"], "chosen": True}
    assert kept(acme, "ada") == now
    assert kept(acme, "grace") == NOTHING_YET
    me = ada.get("/api/v1/me", headers={"X-Workspace": acme.slug}).json()
    assert me["notify"] == now
    assert patch(ada, acme, heard=True).json() == now | {"heard": True}
    assert patch(ada, acme, events=[]).json() == now | {"heard": True, "events": []}


def test_what_is_wrong_is_refused_and_nothing_is_kept(world: World) -> None:
    acme, ada = world.acme, signed_in(world.acme.ada)
    for part in ({"events": ["everything"]}, {"heard": "yes"}, {"loud": True}):
        assert patch(ada, acme, **part).status_code == 422
    page = f"/desk/{acme.slug}/settings/notifications/"
    assert b"Select a valid choice" in ada.post(page, {"events": ["everything"]}).content
    assert patch(program(acme), acme, heard=True).status_code == 403
    assert program(acme).get("/api/v1/me").json()["notify"] is None
    assert kept(acme, "ada") == NOTHING_YET


@pytest.mark.e2e
def test_the_choice_goes_along_to_another_device(world: World, address: str, chromium: Browser) -> None:
    for first in (True, False):
        context = chromium.new_context()
        ada = visit(context, address)
        ada.sign_in(world.acme.ada)
        page = ada.to(f"/desk/{world.acme.slug}/settings/notifications/")
        if first:
            page.get_by_label("Play a sound").check()
            page.get_by_label("A colleague mentions me").uncheck()
            page.get_by_role("button", name="Save").first.click()
            expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_label("Play a sound")).to_be_checked()
        expect(page.get_by_label("A colleague mentions me")).not_to_be_checked()
        expect(page.get_by_label("Show notifications")).not_to_be_checked()
        page.get_by_role("button", name="Allow in this browser").click()
        expect(page.get_by_text("This browser does not allow notifications here.")).to_be_visible()
        page = ada.to(f"/desk/{world.acme.slug}/inbox/")
        page.get_by_role("button", name="Notifications", exact=True).click()
        expect(page.get_by_role("option", name="Play a sound")).to_have_attribute("aria-selected", "true")
        assert ada.complaints == []
        context.close()


@pytest.mark.e2e
def test_what_a_device_kept_before_goes_to_the_member(world: World, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    ada = visit(context, address)
    ada.sign_in(world.acme.ada)
    key = f"ictdesk:notify:{world.acme.slug}:{world.acme.ada.row.id}"
    page = ada.to("/privacy/")
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, json.dumps({"heard": True})])
    page = ada.to(f"/desk/{world.acme.slug}/inbox/")
    page.wait_for_function("key => localStorage.getItem(key) === null", arg=key, polling=50)
    context.close()
    assert kept(world.acme, "ada") == NOTHING_YET | {"heard": True, "chosen": True}
