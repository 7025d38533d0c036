"""The look through all logs at the end of the suite finds what would be there."""

from pathlib import Path

import pytest

from tests import said
from tests.installation import FOLDER


@pytest.mark.parametrize("word", ["max@mail.example", "It leaks", "zqabcdefghijklmnopleak"])
def test_a_leak_would_be_found_wherever_it_were(word: str, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "desk.log").write_text(f'{{"event": "x", "error": "{word}"}}', encoding="utf-8")
    assert said.personal_in_files(tmp_path)
    report = pytest.TestReport(
        "a", ("a", 0, "a"), {}, "passed", None, "call", [("Captured stderr call", word)]
    )
    had = list(said._found)
    said.pytest_runtest_logreport(report)
    assert said._found != had
    said._found[:] = had


def test_the_databases_log_is_there_to_be_looked_at() -> None:
    files = [path for path in (FOLDER / "data" / "logs").rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_size]
    assert (
        said.personal_in("here", "0192f0c2-1111-7000-8000-000000000000 answered 200 /desk/acme/inbox/") == []
    )
