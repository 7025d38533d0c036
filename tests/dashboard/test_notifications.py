"""The page of one's notifications and the bell in the inbox are one choice, kept on the device."""

import json

import pytest
from playwright.sync_api import Browser

from tests.dashboard.test_in_a_browser import address, chromium, visit  # noqa: F401 - fixtures
from tests.world import World

pytestmark = pytest.mark.e2e


def test_the_choice_stays_on_the_device(world: World, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    ada = visit(context, address)
    ada.sign_in(world.acme.ada)
    page = ada.to(f"/desk/{world.acme.slug}/settings/notifications/")
    page.get_by_label("Play a sound").check()
    page.reload()
    assert page.get_by_label("Play a sound").is_checked()
    assert not page.get_by_label("Show notifications").is_checked()
    key = f"ictdesk:notify:{world.acme.slug}:{world.acme.ada.row.id}"
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", key)) == {"heard": True}
    page.get_by_label("Show notifications").click()
    page.get_by_role("alert").wait_for()
    assert not page.get_by_label("Show notifications").is_checked()
    assert ada.complaints == []
    context.close()
