"""Writes the personal stream beside whatever else a process does: a queue with an end, a thread, a connection of its own.

`put` returns at once and raises nothing. What finds no place in the queue, and what neither database nor file takes, is
lost and counted: a log must not stop a desk.
"""

import contextlib
import queue
import threading
import time
from datetime import date

import psycopg
from prometheus_client import Counter, Gauge

from ictdesk.kernel.logs.files import Files
from ictdesk.kernel.logs.lines import COLUMNS, Line

MOST = 10_000
BATCH = 500
SECONDS = 0.5
"""Between two batches: a line is in the database after about so long."""
HOUR = 3600.0
PATIENCE = 5
"""Seconds that the end of a process waits for the last lines; also for a connection and a statement."""

WRITTEN = Counter("ictdesk_log_lines", "Lines of the personal log by where they went", ["place"])
OLDEST = Gauge("ictdesk_log_oldest_days", "Age in days of the oldest day of the personal log; 30 at most")
AGE = "select coalesce((now() at time zone 'utc')::date - min(day), 0) from log_days() day"
INSERT = f"insert into log_line ({', '.join(COLUMNS)}) values ({', '.join(['%s'] * len(COLUMNS))}) on conflict do nothing"  # noqa: S608


class Writer:
    """The personal stream of one process."""

    def __init__(self, conninfo: str, files: Files, *, most: int = MOST) -> None:
        self._conninfo = conninfo
        self._files = files
        self._queue: queue.Queue[Line | None] = queue.Queue(most)
        self._connection: psycopg.Connection | None = None
        self._known: set[date] = set()
        self._measured = -HOUR
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="personal log", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def put(self, one: Line) -> None:
        try:
            self._queue.put_nowait(one)
        except queue.Full:
            WRITTEN.labels("dropped").inc()

    def close(self) -> None:
        """Writes what waits. What is not written after `PATIENCE` is lost."""
        self._closing.set()
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        self._take_files()
        while not (self._closing.is_set() and self._queue.empty()):
            if lines := self._gather():
                self._write(lines)
        if self._connection is not None:
            self._connection.close()

    def _gather(self) -> list[Line]:
        """Waits for a first line, then a moment for more."""
        first = self._queue.get()
        self._closing.wait(SECONDS)
        lines = [] if first is None else [first]
        while len(lines) < BATCH:
            try:
                one = self._queue.get_nowait()
            except queue.Empty:
                break
            if one is not None:
                lines.append(one)
        return lines

    def _write(self, lines: list[Line]) -> None:
        was_away = self._connection is None
        try:
            self._store(lines)
        except psycopg.Error:
            self._forget()
            self._aside(lines)
            return
        WRITTEN.labels("database").inc(len(lines))
        self._measure()
        if was_away:
            self._take_files()

    def _aside(self, lines: list[Line]) -> None:
        try:
            self._files.write(lines)
        except OSError:
            WRITTEN.labels("dropped").inc(len(lines))
        else:
            WRITTEN.labels("file").inc(len(lines))

    def _take_files(self) -> None:
        """What lies in files goes where it belongs, as soon as there is a database."""
        with contextlib.suppress(psycopg.Error, OSError):
            for path in self._files.days().values():
                with self._files.taken(path) as lines:
                    for start in range(0, len(lines), BATCH):
                        self._store(lines[start : start + BATCH])

    def _store(self, lines: list[Line]) -> None:
        """Raises `psycopg.Error`."""
        if self._connection is None:
            self._connection = psycopg.connect(
                self._conninfo, autocommit=True, connect_timeout=PATIENCE, prepare_threshold=1
            )
        for day in {one.at.date() for one in lines} - self._known:
            self._connection.execute("select log_day(%s)", [day])
            self._known.add(day)
        with self._connection.cursor() as cursor:
            cursor.executemany(INSERT, [[getattr(one, name) for name in COLUMNS] for one in lines])

    def _measure(self) -> None:
        """How old the log is, once an hour while there is something to write."""
        if self._connection is None or time.monotonic() < self._measured + HOUR:
            return
        with contextlib.suppress(psycopg.Error):
            (age,) = self._connection.execute(AGE).fetchone() or (0,)
            OLDEST.set(age)
            self._measured = time.monotonic()

    def _forget(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._known = None, set()
