"""Keeps the parts of a desk running: starts them again when they die, ends them in order.

Knows nothing of Django, so that it costs little memory and starts at once.
"""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from ictdesk.project.errors import StartupProblem
from ictdesk.project.program import Part

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FIRST_DELAY = 0.2
LONGEST_DELAY = 30.0
LONG_LIFE = 20.0  # a part that ran this long starts its next life without a grudge
READY_POLL = 0.05


def say(text: str) -> None:
    """A line for whoever watches; standard output is kept for `ready`."""
    print(f"ictdesk: {text}", file=sys.stderr, flush=True)


class Supervisor:
    """Runs `parts` in the order given and ends them in the reverse order.

    `ready` is asked until it says yes, then `on_ready` is called once.
    """

    def __init__(
        self, parts: Sequence[Part], ready: Callable[[], bool], on_ready: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._ready = ready
        self._on_ready = on_ready
        self._announced = False
        self._stopping = False
        self._born: dict[str, float] = {}
        self._delay: dict[str, float] = {}
        self._due: dict[str, float] = {}

    def run(self) -> None:
        """Until SIGINT, SIGTERM or SIGHUP. Raises `StartupProblem` if a part dies before all is ready."""
        with self._signals() as woken:
            try:
                for part in self._parts:
                    self._start(part)
                while not self._stopping:
                    self._turn(woken)
            finally:
                for part in reversed(self._parts):
                    part.stop()

    def _turn(self, woken: Callable[[float | None], None]) -> None:
        if not self._announced and self._ready():
            self._announced = True
            self._on_ready()
        now = time.monotonic()
        for part in self._parts:
            status = part.poll()
            if part.name in self._due:
                if self._due[part.name] <= now and self._start(part):
                    say(f"{part.name} runs again")
            elif status is not None:
                self._bury(part, status, now)
        waits = [due - time.monotonic() for due in self._due.values()]
        if not self._announced:
            waits.append(READY_POLL)
        woken(max(0.0, min(waits)) if waits else None)

    def _start(self, part: Part) -> bool:
        """Start a part; one that cannot start at all is tried again like one that died. Whether it runs."""
        self._due.pop(part.name, None)
        self._born[part.name] = time.monotonic()
        try:
            part.start()
        except StartupProblem as problem:
            if not self._announced:
                raise
            delay = self._plan(part, time.monotonic())
            say(f"{problem} Trying again in {delay:.1f} s")
            return False
        return True

    def _bury(self, part: Part, status: int, now: float) -> None:
        how = f"by {signal.Signals(-status).name}" if status < 0 else f"with status {status}"
        if not self._announced:
            raise StartupProblem(f"{part.name} ended {how} before the desk was ready; the reason is above.")
        delay = self._plan(part, now)
        say(f"{part.name} ended {how}; starting it again in {delay:.1f} s")

    def _plan(self, part: Part, now: float) -> float:
        lived = now - self._born[part.name]
        former = self._delay.get(part.name, 0.0)
        delay = FIRST_DELAY if lived > LONG_LIFE or not former else min(LONGEST_DELAY, former * 2)
        self._delay[part.name] = delay
        self._due[part.name] = now + delay
        return delay

    @contextmanager
    def _signals(self) -> Iterator[Callable[[float | None], None]]:
        """While inside, signals wake the loop; yields the function that waits for one."""
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        former = {
            number: signal.signal(number, self._on_signal) for number in (*STOP_SIGNALS, signal.SIGCHLD)
        }
        former_wakeup = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        selector = selectors.DefaultSelector()
        selector.register(reader, selectors.EVENT_READ)

        def wait(seconds: float | None) -> None:
            if selector.select(seconds):
                os.read(reader, 4096)

        try:
            yield wait
        finally:
            signal.set_wakeup_fd(former_wakeup)
            for number, handler in former.items():
                signal.signal(number, handler)
            selector.close()
            os.close(reader)
            os.close(writer)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if number in STOP_SIGNALS:
            self._stopping = True
