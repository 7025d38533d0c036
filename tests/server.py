"""The product's server as a child process, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Self

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`ictdesk serve` on the tests' installation. Started on entering, ended on leaving."""

    def __init__(
        self,
        *,
        workers: int = 1,
        options: Mapping[str, str] | None = None,
        said: Path | None = None,
        **more: str,
    ) -> None:
        self.port = free_port()
        self._workers = workers
        self._said = said  # file for what it writes to standard error
        self._options = {**(options or {}), **more}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/rt/v1/socket"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def start(self) -> None:
        """Starts it and returns when it is ready."""
        environment = os.environ | {"ICTDESK_BASE_URL": self.url} | self._options
        command = [
            sys.executable,
            "-m",
            "ictdesk",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self._workers),
        ]
        with self._said.open("ab") if self._said else nullcontext() as stderr:
            self.process = subprocess.Popen(command, env=environment, stderr=stderr)
        self.wait_until_ready()

    def kill(self) -> None:
        """SIGKILL, as a crash would do it."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(PATIENCE)

    def wait_until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, "the server ended at its start"
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
        raise AssertionError("the server did not become ready")
