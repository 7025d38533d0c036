"""Asking again until something is so: never by the clock alone."""

import time
from collections.abc import Callable

PATIENCE = 30.0


def until[R](ask: Callable[[], R], *, seconds: float = PATIENCE) -> R:
    """The first true answer; each question goes to the database or the disk and takes its time there."""
    end = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() < end, "it did not come to be so"
