"""A listener for the package, a house for each test, a sink for what goes out."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.mail.desk import MailDesk
from tests.mail.listener import Listener, Sink
from tests.world import World


@pytest.fixture(scope="package")
def listener() -> Iterator[Listener]:
    with Listener() as running:
        yield running


@pytest.fixture
def desk(world: World, listener: Listener) -> MailDesk:
    return MailDesk(world.acme, listener)


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """The desk sends to it by SMTP."""
    with Sink() as running:
        settings.MAILERS = running.mailers
        yield running
