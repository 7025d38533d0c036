"""The plain stream: one JSON object a line, and nothing in it that is not on the list.

Personal data stays out by construction: the message is an event's name from the code, and of all the
extra fields only the listed ones are written. Exceptions are written as their type and place, never
with their text, which may quote what a person typed, nor with what variables held.
"""

import logging
import time
import traceback
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict

from ictdesk.kernel.logs.schema import PERSONAL, PLAIN

OURS = "ictdesk."
QUIET = "library"
"""What stands for a message that a library wrote: its own words might quote a request."""
FRAMES = 4

UNKNOWN = Counter("ictdesk_log_fields_dropped", "Fields of log lines that no list names")
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(ProcessorFormatter):
    """Formats a record as one line of JSON. It never makes a message of the words and the values for them."""

    def __init__(self) -> None:
        super().__init__(processors=[_line, JSONRenderer(default=str)], use_get_message=False)


def event_of(record: logging.LogRecord) -> str:
    """The name of what happened."""
    return str(record.msg) if _is_ours(record) else QUIET


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.startswith(OURS)


def _scalar(value: object) -> object:
    """Ids, codes and figures; of anything else its type alone."""
    return value if isinstance(value, str | int | float | UUID | None) else type(value).__name__


def _line(_logger: Any, level: str, given: Any) -> EventDict:
    record: logging.LogRecord = given["_record"]
    UNKNOWN.inc(len(_unknown(record)))
    line: dict[str, Any] = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(record.created)),
        "level": level,
        "logger": record.name,
        "event": event_of(record),
    }
    if _is_ours(record):  # a library's field of the same name may hold all that a job was given
        line |= {key: _scalar(record.__dict__[key]) for key in PLAIN if key in record.__dict__}
    raised = given.get("exc_info")
    if raised and raised[0]:
        line |= {"error": raised[0].__name__, "where": list(_where(raised[2]))}
    return line


def _where(trace: Any) -> Iterator[str]:
    for frame in traceback.extract_tb(trace)[-FRAMES:]:
        yield f"{frame.filename}:{frame.lineno}"


def _unknown(record: logging.LogRecord) -> set[str]:
    """Extra fields of a line of our own that neither stream takes."""
    if not _is_ours(record):
        return set()
    return record.__dict__.keys() - _STANDARD - PLAIN.keys() - PERSONAL.keys()
