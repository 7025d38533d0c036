"""A workspace whose trail is long enough for a tree, and somebody who may do everything to its database."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditEntry, AuditRecord
from ictdesk.kernel.tenancy import workspace_scope
from tests.isolation.databases import address
from tests.world import House, World

type Superuser = Callable[..., int]
ACTS = 600


@pytest.fixture
def house(world: World) -> House:
    """Acme, after so many acts that a subtree is kept."""
    with workspace_scope(world.acme.id):
        began = clock.now() - timedelta(days=40)
        AuditRecord.objects.bulk_create(
            AuditRecord(
                at=began + timedelta(hours=number),
                actor_kind="member",
                actor_id=world.acme.ada.actor.id,
                action="contact.rename",
                object_kind="contact",
                object_id=uuid4(),
                facts={"count": number},
            )
            for number in range(ACTS)
        )
    return world.acme


@pytest.fixture
def superuser(house: House) -> Iterator[Superuser]:
    """Runs statements past every trigger and policy; `%(here)s` is the workspace. Returns the rows it changed."""
    with psycopg.connect(address("ictdesk_admin"), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")

        def run(statement: str, **given: object) -> int:
            return sum(
                connection.execute(part, {"here": house.id, **given}).rowcount
                for part in statement.split(";")
            )

        yield run


def place_of(house: House, place: int) -> UUID:
    """The id of the record at a place."""
    with workspace_scope(house.id):
        found: UUID = AuditEntry.objects.get(place=place).id
    return found
