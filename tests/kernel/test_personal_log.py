"""The personal stream: a request's line is in its day's partition, and gone on the thirty-first day."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from ictdesk.kernel import clock
from ictdesk.kernel.logs import days
from ictdesk.kernel.logs.about import About
from ictdesk.kernel.logs.files import Files
from ictdesk.kernel.logs.lines import Line, line
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.logs.writing import Writer
from ictdesk.kernel.tenancy.dsn import conninfo

NOBODY = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
def day_zero(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The desk's clock stands thirty-one days back."""
    at = datetime.now(UTC) - timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: at)
    return at


def a_line(**known: object) -> Line:
    about = About("web", "192.0.2.7", "GET", "/desk/acme/", workspace=uuid4())
    for name, value in known.items():
        setattr(about, name, value)
    return line(about, "answered", status=200)


def written(folder: Path, *lines: Line, dsn: str = "") -> None:
    with closing(Writer(dsn or conninfo("default"), Files(folder))) as writer:
        writer.start()
        for one in lines:
            writer.put(one)


def test_a_line_is_in_the_partition_of_its_day(tmp_path: Path) -> None:
    one = a_line(user=uuid4())
    written(tmp_path, one)
    row = LogLine.objects.get(id=one.id)
    assert (row.ip, row.path, row.user_id, row.status) == ("192.0.2.7", "/desk/acme/", one.user_id, 200)
    assert partition_of(one.id) == f"logs.d{one.at:%Y%m%d}"
    assert list(tmp_path.iterdir()) == []


def test_day_zero_is_gone_on_day_thirty_one(
    tmp_path: Path, day_zero: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = a_line()
    written(tmp_path, one)
    for age in (0, 29, 30):
        monkeypatch.setattr(clock, "now", lambda age=age: day_zero + timedelta(days=age))
        days.drop_old()
        assert LogLine.objects.filter(id=one.id).exists(), age
    monkeypatch.setattr(clock, "now", lambda: day_zero + timedelta(days=31))
    assert day_zero.date() in days.drop_old()
    assert not LogLine.objects.filter(id=one.id).exists()
    assert day_zero.date() not in days.kept()
    assert days.drop_old() == []


def partition_of(id_: UUID) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select tableoid::regclass::text from log_line where id = %s", [id_])
        return str(cursor.fetchone()[0])
