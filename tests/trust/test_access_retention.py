"""Who was let in is known as long as who did what; then it goes, and not a day sooner."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from ictdesk.trust.access import inside, retaining
from ictdesk.trust.access.models import AccessGrant, AccessStep
from tests.privacy.test_retention import ran
from tests.trust.visits import Vendor, make_vendor
from tests.world import House, World

YEARS = timedelta(days=3 * 366)


@pytest.fixture(scope="module")
def vendor() -> Vendor:
    return make_vendor()


def left(vendor: Vendor, house: House) -> AccessGrant:
    """Somebody was inside and has left."""
    grant = vendor.enter(house)
    inside.leave(vendor.eve.row.user_id, grant.id)
    return grant


def aged(grant: AccessGrant, by: timedelta) -> AccessGrant:
    """As if all of it had been so long ago."""
    row = AccessGrant.objects.get(id=grant.id)
    for name in ("asked_at", "started_at", "ends_at", "ended_at"):
        if (then := getattr(row, name)) is not None:
            setattr(row, name, then - by)
    row.save()
    return row


def test_a_grant_goes_with_its_steps_when_its_time_is_over(vendor: Vendor, world: World) -> None:
    acme, globex = world.acme, world.globex
    old, young, neighbours = (left(vendor, house) for house in (acme, acme, globex))
    aged(old, YEARS)
    aged(neighbours, YEARS)
    assert AccessStep.objects.filter(grant=old).count() > 2
    row = ran(acme, "access")
    assert row is not None
    assert (row.ended, row.counts) == (1, {"access_grant": 1})
    there = AccessGrant.objects.filter(id__in=[old.id, young.id, neighbours.id])
    assert set(there.values_list("id", flat=True)) == {young.id, neighbours.id}
    assert not AccessStep.objects.filter(grant_id=old.id).exists()


def test_one_that_runs_or_ended_lately_stays_whatever_is_asked(vendor: Vendor, world: World) -> None:
    over = left(vendor, world.acme)
    running = vendor.enter(world.acme)
    aged(over, timedelta(days=360))
    assert retaining.forget([running.id, over.id]) == {"access_grant": 0}
    assert AccessGrant.objects.filter(id__in=[running.id, over.id]).count() == 2
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("delete from access_step where grant_id = %s", [over.id])
    aged(over, timedelta(days=6))
    assert retaining.forget([over.id]) == {"access_grant": 1}
