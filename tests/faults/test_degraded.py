"""Without its database the desk says so, loses nothing, and is back by itself (G18)."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from ictdesk.project.embedded import EmbeddedPostgres
from tests.installation import environment
from tests.server import PATIENCE, Server

SCRIPT = """
import django; django.setup()
from tests.world import make_house
print(make_house("away", {}).inbox.widget_key)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    folder = tmp_path_factory.mktemp("away")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    with EmbeddedPostgres(folder / "data") as server:
        yield server


def options(postgres: EmbeddedPostgres) -> dict[str, str]:
    """An installation of its own: this database goes away."""
    made = environment(Path(os.environ["ICTDESK_TEST_INSTALLATION"]), postgres)
    return made | {"ICTDESK_DATA": str(postgres.folder.path), "ICTDESK_RATE_FACTOR": "1000"}


def run(command: list[str], extra: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *command], check=True, env=os.environ | extra, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_without_the_database_the_desk_answers_503_and_comes_back(postgres: EmbeddedPostgres) -> None:
    extra = options(postgres)
    run(["-m", "ictdesk", "migrate"], extra | {"ICTDESK_AS_OWNER": "1"})
    key = run(["-c", SCRIPT], extra)
    with Server(options=extra) as server, httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        origin = {"Origin": "https://shop.example"}
        token = client.post("/rt/v1/sessions", json={"key": key}, headers=origin).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        first = client.post(
            "/rt/v1/messages", json={"client_id": str(uuid4()), "body": "before"}, headers=headers
        )
        assert first.status_code == 201
        postgres.stop()
        message = {"client_id": str(uuid4()), "body": "while it was away"}
        begin = time.monotonic()
        refused = client.post("/rt/v1/messages", json=message, headers=headers)
        assert time.monotonic() - begin < 10
        assert (refused.status_code, refused.json()["code"]) == (503, "unavailable")
        assert int(refused.headers["retry-after"]) > 0
        assert client.get("/rt/v1/events", headers=headers).status_code == 503
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        assert client.get("/api/v1/me", headers={"Authorization": "Bearer x"}).status_code < 500
        postgres.start()
        server.wait_until_ready()
        assert client.post("/rt/v1/messages", json=message, headers=headers).status_code == 201
        events = client.get("/rt/v1/events", headers=headers).json()["events"]
        assert [e["message"]["body"] for e in events if "message" in e] == ["before", "while it was away"]
