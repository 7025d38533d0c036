"""What nobody caught goes to the log like every other error: Python itself would write its words to standard error."""

import logging
import sys
import threading
from types import TracebackType

log = logging.getLogger(__name__)


def install() -> None:
    """For the whole process and its threads. An end that was asked for stays one."""
    logging.raiseExceptions = False  # a handler that fails would print what it was given
    sys.excepthook = _uncaught
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("process.failed", exc_info=(kind, error, trace))


def _in_thread(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None and not issubclass(given.exc_type, SystemExit):
        log.error("thread.failed", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))


def _unraisable(given: "sys.UnraisableHookArgs") -> None:
    if given.exc_value is not None:
        log.error("object.failed", exc_info=(given.exc_type, given.exc_value, given.exc_traceback))
