"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.said import _logs_tell_of_nobody, pytest_runtest_logreport
from tests.world import World, make_world

__all__ = ["_logs_tell_of_nobody", "pytest_runtest_logreport"]


@pytest.fixture(scope="session", autouse=True)
def database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests use the databases of `tests/installation.py` as they are; nothing is made or flushed."""
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def quick_hashing(database: None) -> None:
    """The cheapest Argon2id: each world has six accounts."""
    from ictdesk.desk.people.passwords import BoundedArgon2

    BoundedArgon2.time_cost, BoundedArgon2.memory_cost, BoundedArgon2.parallelism = 1, 8, 1


@pytest.fixture
def world() -> World:
    """Two workspaces of this test's own, acme and globex, with their cast."""
    return make_world()
