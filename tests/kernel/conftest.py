"""What the kernel's tests listen with."""

from collections.abc import Iterator

import pytest

from tests.kernel.listening import Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()
