from datetime import timedelta

import pytest
from pytest_django import Settings

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api.limits import EACH, TOGETHER
from ictdesk.surfaces.api.models import CallCount
from tests.people.browsers import program, signed_in
from tests.world import World


@pytest.fixture(autouse=True)
def within_one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that begins when a minute ends would count into the next one."""
    now = clock.now().replace(second=20)
    monkeypatch.setattr(clock, "now", lambda: now)


def used(world: World, calls: int, **which: object) -> None:
    with workspace_scope(world.acme.id):
        assert CallCount.objects.filter(**which).update(
            calls=calls, minute=clock.now().replace(second=0, microsecond=0)
        )


def test_each_key_has_its_share(world: World) -> None:
    client = program(world.acme)
    assert client.get("/api/v1/me").status_code == 200
    with workspace_scope(world.acme.id):
        key = CallCount.objects.exclude(principal_id=world.acme.id).get().principal_id
    used(world, EACH, principal_id=key)
    refused = client.get("/api/v1/me")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert program(world.acme).get("/api/v1/me").status_code == 200


def test_all_keys_of_a_workspace_have_theirs_together(world: World) -> None:
    client = program(world.acme)
    client.get("/api/v1/me")
    used(world, TOGETHER, principal_id=world.acme.id)
    statuses = {client.get("/api/v1/me").status_code, program(world.acme).get("/api/v1/me").status_code}
    assert statuses == {429}
    assert program(world.globex).get("/api/v1/me").status_code == 200


def test_members_are_counted_like_keys(world: World) -> None:
    client = signed_in(world.acme.ada)
    client.get("/api/v1/me", headers={"X-Workspace": world.acme.slug})
    with workspace_scope(world.acme.id):
        assert CallCount.objects.get(principal_id=world.acme.ada.row.id).calls == 1


def test_an_operator_can_widen_them(world: World, settings: Settings) -> None:
    client = program(world.acme)
    client.get("/api/v1/me")
    used(world, TOGETHER, principal_id=world.acme.id)
    assert client.get("/api/v1/me").status_code == 429
    settings.ICTDESK_RATE_FACTOR = 2.0
    assert client.get("/api/v1/me").status_code == 200


def test_a_new_minute_begins_at_one(world: World) -> None:
    client = program(world.acme)
    client.get("/api/v1/me")
    with workspace_scope(world.acme.id):
        CallCount.objects.update(calls=EACH, minute=clock.now() - timedelta(minutes=2))
    assert client.get("/api/v1/me").status_code == 200
    with workspace_scope(world.acme.id):
        assert set(CallCount.objects.values_list("calls", flat=True)) == {1}
