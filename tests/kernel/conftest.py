"""Passwords are hashed by the cheapest Argon2id here: each world has six accounts."""

import pytest

from ictdesk.desk.people.passwords import BoundedArgon2


@pytest.fixture(scope="session", autouse=True)
def quick_hashing() -> None:
    BoundedArgon2.time_cost, BoundedArgon2.memory_cost, BoundedArgon2.parallelism = 1, 8, 1
