"""Carries an iterator's pieces out of a thread of its own, so that reading and storing have a connection each."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread

from django.db import connections

WAITING = 8
"""So many pieces may wait to be stored."""
LOOK_AGAIN = 0.2


class Pipe:
    """One producer, one consumer; either may fail, and then the other ends too."""

    def __init__(self, produce: Callable[[], Iterator[bytes]]) -> None:
        self._produce = produce
        self._queue: Queue[bytes | BaseException | None] = Queue(WAITING)
        self._over = Event()

    def __iter__(self) -> Iterator[bytes]:
        """The pieces. Raises what the producer raised."""
        thread = Thread(target=self._run, daemon=True)
        thread.start()
        try:
            while (piece := self._queue.get()) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._over.set()
            with suppress(Empty):
                while True:
                    self._queue.get_nowait()
            thread.join()

    def _run(self) -> None:
        try:
            for piece in self._produce():
                if not self._put(piece):
                    return
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the other side must hear of it
            self._put(error)
        finally:
            connections.close_all()

    def _put(self, piece: bytes | BaseException | None) -> bool:
        while not self._over.is_set():
            with suppress(Full):
                self._queue.put(piece, timeout=LOOK_AGAIN)
                return True
        return False
