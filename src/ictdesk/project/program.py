"""One part of the desk as a child process: started, watched, ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ictdesk.project import processes

SECONDS_TO_STOP = 15


class Part(Protocol):
    """What the supervisor keeps alive."""

    name: str

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def poll(self) -> int | None: ...


class Program:
    """`ictdesk NAME ...` in a process and a session of its own.

    A session of its own, because Ctrl-C in a terminal reaches every process of the foreground at
    once, and the parts are to end one after the other.
    """

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        *,
        environment: dict[str, str],
        run: Path | None,
        keep: Sequence[int],
    ) -> None:
        self.name = name
        self.arguments = list(arguments)
        self.environment = environment
        self.run = run
        self.keep = keep
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ictdesk", *self.arguments],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno(),
            env=self.environment,
            pass_fds=self.keep,
            start_new_session=True,
            preexec_fn=processes.dying_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads here
        )
        if self.run is not None:
            processes.remember(self.run / f"{self.name}.pid", self.process.pid)

    def stop(self) -> None:
        """SIGTERM, and SIGKILL for one that does not listen."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.run is not None:
            (self.run / f"{self.name}.pid").unlink(missing_ok=True)

    def poll(self) -> int | None:
        return None if self.process is None else self.process.poll()


def run_once(arguments: Sequence[str], environment: dict[str, str]) -> int:
    """Run `ictdesk ...` to its end; its exit status."""
    command = [sys.executable, "-m", "ictdesk", *arguments]
    return subprocess.run(
        command, check=False, env={**os.environ, **environment}, stdin=subprocess.DEVNULL
    ).returncode
