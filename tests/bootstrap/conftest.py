import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ictdesk.project.embedded import EmbeddedPostgres


@pytest.fixture(scope="session")
def cluster_folder() -> Iterator[Path]:
    """A data folder with a fresh cluster; initdb is the slow part, so the tests here share it."""
    folder = Path(tempfile.mkdtemp(prefix="ictdesk-bootstrap-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(cluster_folder: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(cluster_folder) as running:
        yield running
