"""The personal stream: a request's line is in its day's partition, and gone on the thirty-first day."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from ictdesk.kernel import clock
from ictdesk.kernel.logs import days, paths
from ictdesk.kernel.logs.about import About
from ictdesk.kernel.logs.files import Files
from ictdesk.kernel.logs.lines import Line, line
from ictdesk.kernel.logs.models import LogLine
from ictdesk.kernel.logs.writing import OLDEST, WRITTEN, Writer
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.surfaces.realtime.written import routes

NOBODYS = UUID("01a22d4b-3d84-7494-81b9-d989f2da13a6")
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


def test_its_age_is_a_figure_for_machines(tmp_path: Path) -> None:
    written(tmp_path, a_line())
    assert OLDEST._value.get() == (days.today() - days.kept()[0]).days


def test_without_a_database_lines_go_to_a_file_of_the_day_and_come_back(tmp_path: Path) -> None:
    one, other = a_line(), a_line()
    written(tmp_path, one, dsn=NOBODY)
    (file,) = tmp_path.iterdir()
    assert file.name == f"personal-{one.at:%Y-%m-%d}.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    written(tmp_path, other)
    assert LogLine.objects.filter(id__in=[one.id, other.id]).count() == 2
    assert list(tmp_path.iterdir()) == []


def test_what_finds_no_place_is_counted_and_holds_up_nobody(tmp_path: Path) -> None:
    before = WRITTEN.labels("dropped")._value.get()
    writer = Writer(NOBODY, Files(tmp_path / "none"), most=2)
    for _ in range(5):
        writer.put(a_line())
    assert WRITTEN.labels("dropped")._value.get() == before + 3
    writer.start()
    writer.close()
    assert WRITTEN.labels("dropped")._value.get() == before + 5, "neither database nor folder"


def test_a_line_says_nothing_that_was_typed() -> None:
    one = a_line(ip="<script>", path="/x\x00" + "y" * 400)
    assert one.ip is None
    assert len(one.path) <= 300
    assert "\x00" not in one.path


@pytest.mark.parametrize(
    "statement",
    ["update log_line set path = ''", "delete from log_line", "truncate log_line", "drop table log_line"],
)
def test_the_desk_changes_no_line_and_drops_no_table(statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(statement)


def test_no_day_goes_before_its_time_whatever_the_desk_says(tmp_path: Path) -> None:
    """The database has a clock of its own: an intruder in the desk cannot take away what shows it."""
    one = a_line()
    written(tmp_path, one)
    with connection.cursor() as cursor:
        cursor.execute("select log_drop(%s)", [days.today() + timedelta(days=400)])
        assert LogLine.objects.filter(id=one.id).exists()
        for wrong in (-40, 40):
            with pytest.raises(IntegrityError):
                cursor.execute("select log_day(%s)", [days.today() + timedelta(days=wrong)])


def test_what_runs_as_the_owner_is_the_desks_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, p.proacl::text from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace"
        )
        found = dict(cursor.fetchall())
    assert set(found) == {"log_day", "log_days", "log_drop", "access_forget"}
    assert all("ictdesk_app=X" in one and "{=X" not in one and ",=X" not in one for one in found.values())


@pytest.mark.parametrize(
    ("path", "noted"),
    [
        ("/desk/acme/inbox/", "/desk/*/inbox/"),
        (f"/desk/acme/contacts/{NOBODYS}/", f"/desk/*/contacts/{NOBODYS}/"),
        ("/account/invitation/Zm9yLWFkYQ", "/account/invitation/*"),
        ("/desk/Max Mustermann", "/desk/*"),
        ("/max@mail.example", "/*"),
        ("/rt/v1/files/4711", "/rt/v1/files/4711"),
        ("/", "/"),
    ],
)
def test_of_an_address_only_our_own_words_and_ids_are_noted(path: str, noted: str) -> None:
    paths.know(routes())
    assert paths.plain(path) == noted
