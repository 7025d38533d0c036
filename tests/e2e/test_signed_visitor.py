"""A visitor whom the website has signed in finds their conversation on another device; nothing of them stays in the browser."""

import time

from joserfc import jwt
from joserfc.jwk import OctKey
from playwright.sync_api import expect

from ictdesk.desk.workspaces import commands
from ictdesk.kernel.tenancy import workspace_scope
from tests.e2e.conftest import NewContext
from tests.e2e.people import Visitor
from tests.e2e.shop import Shop
from tests.server import Server
from tests.world import US, House

KEPT = "JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})"


def test_the_same_person_elsewhere(new_context: NewContext, server: Server, shop: Shop, house: House) -> None:
    with workspace_scope(house.id):
        _key, secret = commands.make_signing_key(actor=US, inbox=house.inbox)
    claims = {"sub": "42", "aud": house.inbox.widget_key, "exp": int(time.time()) + 600, "name": "Max Berger"}
    token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))
    page = shop.page(server.url, house.inbox.widget_key, token)
    first = Visitor.arrive(new_context(), page)
    first.open()
    first.write("My kettle leaks")
    expect(first.said("My kettle leaks")).to_contain_text("Sent")
    assert "visitor_" not in first.page.evaluate(KEPT)

    elsewhere = Visitor.arrive(new_context(), page)
    elsewhere.open()
    expect(elsewhere.said("My kettle leaks")).to_be_visible()
    stranger = Visitor.arrive(new_context(), shop.page(server.url, house.inbox.widget_key))
    stranger.open()
    expect(stranger.said("My kettle leaks")).to_have_count(0)
    assert stranger.page.evaluate(KEPT).count("visitor_") == 1, "an unsigned one is remembered for the tab"
