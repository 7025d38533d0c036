"""The pages around the widget."""

from django.test import Client

from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import US, World

HOST = {"host": "desk.test"}


def test_the_privacy_page_shows_the_notice_in_force(world: World) -> None:
    client = Client(headers=HOST)
    assert b"Version 1" in client.get(f"/w/{world.acme.slug}/privacy").content
    with workspace_scope(world.acme.id):
        workspaces.publish_notice(actor=US, text="Words of the second version.")
    page = client.get(f"/w/{world.acme.slug}/privacy")
    assert b"Words of the second version." in page.content
    assert b"Version 2" in page.content
    assert client.get("/w/never-existed/privacy").status_code == 404


def test_the_loader_may_be_used_by_every_website() -> None:
    answer = Client(headers=HOST).get("/widget.js")
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(answer.getvalue()) < 8_000
