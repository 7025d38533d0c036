"""Lines of the ordinary log that happen to somebody go to the personal stream as well, with whom they happened to."""

import logging
from dataclasses import replace
from typing import Any

from ictdesk.kernel.logs import about, stream
from ictdesk.kernel.logs.plain import event_of
from ictdesk.kernel.logs.schema import PERSONAL


class PersonalHandler(logging.Handler):
    """Takes warnings and errors of what is noted, and every line that names a person by a field of the list."""

    def emit(self, record: logging.LogRecord) -> None:
        given: dict[str, Any] = {key: value for key, value in record.__dict__.items() if key in PERSONAL}
        known = about.current()
        if not given and (known is None or record.levelno < logging.WARNING):
            return
        whom = replace(known or about.About("desk"), **given)
        raised = record.exc_info[0] if record.exc_info else None
        stream.write(whom, event_of(record)[:64], error=raised.__name__[:64] if raised else "")
