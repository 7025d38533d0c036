"""A running server, and clients that speak the protocol as a browser would."""

from collections.abc import Iterator

import pytest

from tests.realtime.client import Desk
from tests.server import Server
from tests.world import World


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server(ICTDESK_RATE_FACTOR="1000") as running:
        yield running


@pytest.fixture
def desk(server: Server, world: World) -> Iterator[Desk]:
    """The server, seen from the website of acme."""
    with Desk(server, world.acme) as made:
        yield made
