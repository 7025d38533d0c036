"""Furnished neighbours for the whole run: nothing here changes acme, and that is what is tested."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from ictdesk.kernel.vault import keyring
from tests.isolation.furnished import Furnished, digest, furnish
from tests.isolation.strangers import STRANGERS
from tests.realtime.conftest import desk, server  # noqa: F401 - the fixtures
from tests.world import World, make_house, make_world

EVERY_ROLE = {
    "owner": ("Hank Weber", "owner"),
    "admin": ("Gil Stern", "admin"),
    "agent": ("Glen Roy", "agent"),
    "privacy_officer": ("Gwen Fink", "privacy_officer"),
    "viewer": ("Gus Lem", "viewer"),
}


@pytest.fixture(autouse=True)
def _no_haste(settings: Settings) -> None:
    """The same few strangers try everything: on a quick machine more often than anybody may in a minute."""
    settings.ICTDESK_RATE_FACTOR = 1000.0


@pytest.fixture(scope="session")
def neighbourhood(quick_hashing: None) -> World:
    return make_world()


@pytest.fixture(scope="session")
def acme(neighbourhood: World) -> Furnished:
    return furnish(neighbourhood.acme)


@pytest.fixture(scope="session")
def globex(neighbourhood: World) -> Furnished:
    """The neighbour, with a member of every role."""
    slug = neighbourhood.globex.slug.replace("globex", "globex-inc")
    return furnish(make_house(slug, EVERY_ROLE))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def acme_before(acme: Furnished) -> dict[str, str]:
    """Acme as it was before anybody of this file tried anything: a job of another file may have been in every house."""
    return digest(acme.house)


@pytest.fixture
def at_home(database: None) -> Furnished:
    """A house of the test's own, in which the same attempts do something: the negative control."""
    return fresh_home()


@pytest.fixture(scope="session")
def home(quick_hashing: None) -> Furnished:
    """A house for whoever leaves it as it was: see `undone`."""
    return fresh_home()


@contextmanager
def undone() -> Iterator[None]:
    """Takes everything back that the block does in either plane."""
    with transaction.atomic("default"), transaction.atomic("cell_eu"):
        yield
        for alias in ("default", "cell_eu"):
            transaction.set_rollback(True, using=alias)
    keyring.forget()


def fresh_home() -> Furnished:
    """A house with a member of every role."""
    return furnish(make_house(f"home-{uuid4().hex[:10]}", EVERY_ROLE))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def strangers(globex: Furnished) -> dict[str, Client]:
    return {who: make(globex) for who, make in STRANGERS.items()}
