"""The pair that is merged."""

import pytest

from tests.contacts.pair import Pair
from tests.world import World


@pytest.fixture
def pair(world: World) -> Pair:
    return Pair(world.acme)
