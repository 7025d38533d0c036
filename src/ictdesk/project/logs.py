"""Logs: one JSON object a line, and nothing in it that is not on the list.

Personal data stays out by construction: the message is an event's name from the code, and of all the
extra fields only the listed ones are written. Exceptions are written as their type and place, never
with their text, which may quote what a person typed.
"""

import json
import logging
import traceback
from typing import Any

ALLOWED = frozenset(
    {
        "workspace",
        "conversation",
        "job",
        "victim",
        "status",
        "code",
        "count",
        "seconds",
        "route",
        "object",
        "kind",
    }
)
"""Fields that may be logged: ids, codes and figures."""

OURS = "ictdesk."
QUIET = "library"
"""What stands for a message that a library wrote: its own words might quote a request."""


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg if record.name.startswith(OURS) else QUIET,
        }
        line |= {key: value for key, value in record.__dict__.items() if key in ALLOWED}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(record.exc_info[2])[-4:]
            ]
        return json.dumps(line, default=str)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ictdesk.project.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "ictdesk": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.server": {"handlers": [], "propagate": True, "level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "stripe": {"level": "ERROR"},  # it names addresses that its answers hold
    },
}
