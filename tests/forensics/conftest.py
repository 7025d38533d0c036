"""A server of its own, whose every line of log is kept."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import FOLDER
from tests.server import Server
from tests.world import World, make_world

LOGS = FOLDER / "data" / "logs" / "forensics"


class LoggedServer(Server):
    """Writes what a service manager would collect into the data folder, where the search looks."""

    def start(self) -> None:
        LOGS.mkdir(exist_ok=True)
        environment = os.environ | {"ICTDESK_BASE_URL": self.url, "ICTDESK_RATE_FACTOR": "1000"}
        command = [sys.executable, "-m", "ictdesk", "serve", "--port", str(self.port)]
        with (LOGS / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self.wait_until_ready()


@pytest.fixture(scope="session")
def logged_server() -> Iterator[Server]:
    with LoggedServer() as running:
        yield running


@pytest.fixture
def data_folder() -> Path:
    return FOLDER / "data"


@pytest.fixture(scope="module")
def module_world(database: None, quick_hashing: None) -> World:
    return make_world()
