"""A line of log holds an event's name and fields of the list: no words of a person, whatever happens."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from ictdesk.kernel.logs.plain import UNKNOWN, JsonLines
from ictdesk.kernel.logs.schema import PERSONAL, PLAIN
from ictdesk.project.logs import LOGGING

SECRET = "max@mail.example said marmalade"


def line(
    name: str = "ictdesk.desk", message: str = "thing.happened", *, error: bool = False, **extra: Any
) -> str:
    info = None
    if error:
        try:
            raise ValueError(SECRET)
        except ValueError:
            info = sys.exc_info()
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, (SECRET,), info)
    record.__dict__.update(extra)
    return JsonLines().format(record)


def as_extra(field: str, value: str) -> dict[str, Any]:
    return {field: value}


def test_it_is_one_line_of_json_with_the_event() -> None:
    text = line(workspace="w", count=3)
    said = json.loads(text)
    assert "\n" not in text
    assert (said["event"], said["level"], said["logger"]) == ("thing.happened", "warning", "ictdesk.desk")
    assert (said["workspace"], said["count"]) == ("w", 3)


@pytest.mark.parametrize("field", sorted(PLAIN))
def test_fields_of_the_list_are_written(field: str) -> None:
    assert json.loads(line(**as_extra(field, "7")))[field] == "7"


@pytest.mark.parametrize(
    "field", ["body", "email", "text", "request", "sql", "params", "ip", "user_agent", "address"]
)
def test_no_other_field_is_written(field: str) -> None:
    assert field not in PLAIN
    assert SECRET not in line(**as_extra(field, SECRET))


def test_an_errors_own_words_are_not_written() -> None:
    text = line(error=True)
    assert SECRET not in text
    said = json.loads(text)
    assert said["error"] == "ValueError"
    assert said["where"][-1].startswith(__file__)


@pytest.mark.parametrize(
    "library", ["django.request", "procrastinate", "psycopg", "uvicorn.error", "urllib3", "ictdeskx"]
)
def test_a_librarys_words_are_not_written(library: str) -> None:
    assert SECRET not in line(library, f"Not Found: /contacts?email={SECRET}")
    assert SECRET not in line(library, "Not Found: %s")


@pytest.mark.parametrize("field", sorted(PLAIN))
def test_neither_a_librarys_fields_nor_ones_with_much_in_them_are_written(field: str) -> None:
    """procrastinate puts a whole job into `job`, with what it was given."""
    assert SECRET not in line("procrastinate.worker", **as_extra(field, SECRET))
    assert json.loads(line(job={"args": SECRET}))["job"] == "dict"


def test_arguments_of_a_message_are_not_written() -> None:
    assert SECRET not in line(message="told %s")


UNCAUGHT = """
import django, sys, threading; django.setup()
from ictdesk.kernel.logs import uncaught
if sys.argv[2:]: uncaught.install()
def fail(): raise ValueError(sys.argv[1])
one = threading.Thread(target=fail); one.start(); one.join()
fail()
"""


@pytest.mark.parametrize("hooks", [(), ("install",)])
def test_what_nobody_caught_is_written_without_its_words(hooks: tuple[str, ...]) -> None:
    """The process and a thread of it; without the hooks both would tell."""
    command = [sys.executable, "-c", UNCAUGHT, SECRET, *hooks]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert (SECRET in said.stderr) != bool(hooks)
    if hooks:
        events = [json.loads(one)["event"] for one in said.stderr.splitlines()]
        assert events == ["thread.failed", "process.failed"]


def test_without_the_formatter_they_would_be() -> None:
    """The negative control."""
    record = logging.LogRecord("ictdesk", logging.WARNING, __file__, 1, "told %s", (SECRET,), None)
    assert SECRET in logging.Formatter().format(record)


def test_fields_of_people_are_for_the_other_stream() -> None:
    before = UNKNOWN._value.get()
    assert all(SECRET not in line(**as_extra(field, SECRET)) for field in PERSONAL)
    assert UNKNOWN._value.get() == before
    line(body=SECRET, email=SECRET, count=1)
    assert UNKNOWN._value.get() == before + 2


def test_the_desk_logs_like_this() -> None:
    """Whoever writes to standard error uses the formatter, and the settings say so."""
    assert settings.LOGGING == LOGGING
    handlers = {name: one.get("formatter") for name, one in LOGGING["handlers"].items()}  # type: ignore[attr-defined]
    assert handlers == {"stderr": "json", "personal": None}
    assert LOGGING["formatters"] == {"json": {"()": f"{JsonLines.__module__}.{JsonLines.__qualname__}"}}
    assert LOGGING["root"]["handlers"] == ["stderr", "personal"]  # type: ignore[index]
