"""A throw-away installation to measure: its own PostgreSQL, its own server process."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from ictdesk.project.embedded import EmbeddedPostgres

ORIGIN = "https://shop.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """Started on entering, gone on leaving."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ictdesk-bench-"))
        self.folder.chmod(0o755)
        self.postgres = EmbeddedPostgres(self.folder / "data")
        self.port = free_port()
        self.servers: list[subprocess.Popen[bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.postgres.start()
        for name in ("secret_key", "root_key", "signing_key"):
            (self.folder / name).write_text(secrets.token_hex(32), encoding="ascii")
        os.environ.update(self.environment())
        run = [sys.executable, "-m", "ictdesk", "migrate"]
        subprocess.run(run, check=True, env=os.environ | {"ICTDESK_AS_OWNER": "1"})
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.terminate()
            server.wait(20)
        self.postgres.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        return {
            "ICTDESK_DATA": str(self.folder / "data"),
            "ICTDESK_BASE_URL": self.url,
            "ICTDESK_SECRET_KEY_FILE": str(self.folder / "secret_key"),
            "ICTDESK_ROOT_KEY_FILE": str(self.folder / "root_key"),
            "ICTDESK_SIGNING_KEY_FILE": str(self.folder / "signing_key"),
            "ICTDESK_CONTROL_DSN": self.postgres.dsn("ictdesk_app", "ictdesk_control"),
            "ICTDESK_CELL_EU_DSN": self.postgres.dsn("ictdesk_app", "ictdesk_cell_eu"),
            "ICTDESK_OWNER_CONTROL_DSN": self.postgres.dsn("ictdesk_owner", "ictdesk_control"),
            "ICTDESK_OWNER_CELL_EU_DSN": self.postgres.dsn("ictdesk_owner", "ictdesk_cell_eu"),
            "ICTDESK_RATE_FACTOR": "100000",
            "DJANGO_SETTINGS_MODULE": "ictdesk.project.settings",
        }

    def serve(self, workers: int = 1) -> subprocess.Popen[bytes]:
        """Starts the product's server and returns when it is ready."""
        command = [
            sys.executable,
            "-m",
            "ictdesk",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(workers),
        ]
        server = subprocess.Popen(command)
        self.servers.append(server)
        wait_for(f"{self.url}/readyz")
        return server

    def end(self, server: subprocess.Popen[bytes]) -> None:
        self.servers.remove(server)
        server.terminate()
        server.wait(20)


def wait_for(url: str, seconds: float = 30) -> None:
    """Returns once the address answers 200. Raises `TimeoutError`."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise TimeoutError(url)
