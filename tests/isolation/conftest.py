"""Two furnished neighbours for the whole run: nothing here changes acme, and that is what is tested."""

import pytest

from ictdesk.desk.people.passwords import BoundedArgon2
from tests.isolation.furnished import Furnished, furnish
from tests.world import World, make_world


@pytest.fixture(scope="session")
def neighbourhood(database: None) -> World:
    BoundedArgon2.time_cost, BoundedArgon2.memory_cost, BoundedArgon2.parallelism = 1, 8, 1
    return make_world()


@pytest.fixture(scope="session")
def acme(neighbourhood: World) -> Furnished:
    return furnish(neighbourhood.acme)


@pytest.fixture(scope="session")
def globex(neighbourhood: World) -> Furnished:
    return furnish(neighbourhood.globex)
