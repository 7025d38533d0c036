import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from ictdesk.desk.conversations import commands
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import US, World


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_however_long(world: World, rows: int) -> None:
    for number in range(rows):
        world.acme.talk(name=f"Max {number}")
    client, path = signed_in(world.acme.ada), f"/desk/{world.acme.slug}/contacts/"
    assert client.get(path).content.count(b"Max ") == rows
    with CaptureQueriesContext(connections["cell_eu"]) as cell:
        client.get(path)
    asked = [q["sql"] for q in cell.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(asked) == 5, "\n".join(asked)


def test_an_address_is_looked_for_without_showing_in_the_address(world: World) -> None:
    contact = world.acme.talk(name="Max").contact
    world.acme.talk(name="Lotte")
    with workspace_scope(world.acme.id):
        commands.introduce(actor=US, contact=contact, email="max@example.net")
    client, path = signed_in(world.acme.ada), f"/desk/{world.acme.slug}/contacts/"
    found = client.post(path, {"email": "MAX@example.net"}).content.decode()
    assert ("Max" in found, "Lotte" in found) == (True, False)
    assert (
        "Nobody is known under this address" in client.post(path, {"email": "max@example"}).content.decode()
    )
    assert 'method="post" role="search"' in found


def test_a_name_is_corrected_by_those_who_may(world: World) -> None:
    contact = world.acme.talk("Hello there", name="Mx").contact_id
    path = f"/desk/{world.acme.slug}/contacts/{contact}/"
    page = signed_in(world.acme.ada).post(path, {"name": "Max"}, follow=True).content.decode()
    assert "Max" in page
    assert "Hello there" in page
    refused = signed_in(world.acme.iris).post(path, {"name": "Eve"}).content.decode()
    assert "Your role does not allow this" in refused
    assert "Max" in signed_in(world.acme.iris).get(path).content.decode()


def test_pages_follow_one_another(world: World) -> None:
    from ictdesk.surfaces.dashboard import contacts

    for number in range(3):
        world.acme.talk(name=f"Max {number}")
    client, path = signed_in(world.acme.ada), f"/desk/{world.acme.slug}/contacts/"
    assert contacts.PAGE > 3
    assert b"Older ones" not in client.get(path).content
    assert client.get(f"{path}?after=nonsense").status_code == 422
