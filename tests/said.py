"""Whatever was written to a log while the tests ran: the desk's own lines, its database's, its programs' standard error, the personal stream.

No test passes by what is looked for here; the whole suite does, with all its errors and outages. Addresses of the tests' people end in
`.example`, and the words of the forensic tests have a stem that nobody else writes.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.installation import FOLDER

PERSONAL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+example\b|\bzq[a-z]{16}|\bIt leaks\b")
QUERIES = "select path || ' ' || error || ' ' || event from log_line"

_found: list[str] = []


def personal_in(where: str, text: str) -> list[str]:
    """What of people stands in a text, with the place."""
    return [f"{where}: {hit}" for hit in PERSONAL.findall(text)]


def personal_in_files(folder: Path) -> list[str]:
    """The same of every file of a folder of logs."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [hit for path in files for hit in personal_in(path.name, path.read_text("utf-8", "replace"))]


def personal_in_stream() -> list[str]:
    """The same of the personal stream, which knows ids and addresses of the network alone."""
    with connection.cursor() as cursor:
        cursor.execute(QUERIES)
        return [hit for (line,) in cursor.fetchall() for hit in personal_in("log_line", line)]


@pytest.hookimpl(trylast=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Standard error has what our programs and the machinery around them say; the log has what this process did."""
    _found.extend(personal_in(report.nodeid, report.capstderr + report.caplog))


@pytest.fixture(scope="session", autouse=True)
def _logs_tell_of_nobody(database: None) -> Iterator[None]:
    """Asked when everything else is over."""
    yield
    told = [*_found, *personal_in_files(FOLDER / "data" / "logs"), *personal_in_stream()]
    assert told == [], "a log tells of people"
