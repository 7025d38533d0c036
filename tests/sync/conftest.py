"""A running server, its clients, and the reducer."""

from collections.abc import Iterator

import pytest

from tests.realtime.client import Desk
from tests.server import Server
from tests.sync.reducer import Reducer
from tests.world import World


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with Server(ICTDESK_RATE_FACTOR="1000") as running:
        yield running


@pytest.fixture(scope="package")
def reducer() -> Iterator[Reducer]:
    with Reducer() as running:
        yield running


@pytest.fixture
def desk(server: Server, world: World) -> Iterator[Desk]:
    with Desk(server, world.acme) as made:
        yield made
