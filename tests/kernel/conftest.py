"""Passwords are hashed by the cheapest Argon2id here: each world has six accounts."""

from collections.abc import Iterator

import pytest

from ictdesk.desk.people.passwords import BoundedArgon2
from tests.kernel.listening import Listener


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> None:
    BoundedArgon2.time_cost, BoundedArgon2.memory_cost, BoundedArgon2.parallelism = 1, 8, 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()
