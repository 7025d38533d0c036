"""`ictdesk up` as a child process, read line by line."""

import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Self

import psutil

PATIENCE = 90.0


class DeskProcess:
    """Started on entering, stopped on leaving if it still runs.

    `output` is standard output, `log` what the supervisor and the parts say.
    """

    def __init__(self, data: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self._command = [sys.executable, "-m", "ictdesk", "up", "--data", str(data), *arguments]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
        self._environment = {**kept, **(environment or {})}
        self.output = ""
        self.log = ""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self._environment
        )
        self._streams = selectors.DefaultSelector()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            self._streams.register(stream, selectors.EVENT_READ)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.finish()
        self._streams.close()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    @property
    def url(self) -> str:
        """The address that it printed; waits for it."""
        self.wait_for("ready http")
        return next(line.split()[1] for line in self.output.splitlines() if line.startswith("ready "))

    def part(self, name: str) -> psutil.Process:
        """The running part `serve`, `work` or `postgres`."""
        for child in psutil.Process(self.process.pid).children():
            words = child.cmdline()
            if name in words or (words[:1] and words[0].endswith(f"/{name}")):
                return child
        raise LookupError(name)

    def wait_for(self, text: str) -> None:
        """Read until `text` was said. Raises `AssertionError` with all that was said instead."""
        until = time.monotonic() + PATIENCE
        while text not in self.output + self.log:
            assert time.monotonic() < until, f"waited in vain for {text!r}: {self.output}{self.log}"
            assert self._read(until - time.monotonic()), f"ended without {text!r}: {self.output}{self.log}"

    def finish(self) -> int:
        """Read to the end; the exit status."""
        until = time.monotonic() + PATIENCE
        while self._read(until - time.monotonic()):
            assert time.monotonic() < until, f"did not end: {self.log}"
        return self.process.wait(PATIENCE)

    def _read(self, seconds: float) -> bool:
        """Take what is there, waiting for it; False at the end of both streams."""
        if not self._streams.get_map():
            return False
        for key, _ in self._streams.select(max(0.0, seconds)):
            stream: IO[bytes] = key.fileobj  # type: ignore[assignment]
            text = os.read(stream.fileno(), 65536).decode()
            if not text:
                self._streams.unregister(stream)
            elif stream is self.process.stdout:
                self.output += text
            else:
                self.log += text
        return bool(self._streams.get_map())
