"""The folder of the copies: what is unfinished is never used, what no copy needs any more goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ictdesk.kernel import clock
from ictdesk.project.backup import copies, restoring
from ictdesk.project.backup.copies import Copies
from ictdesk.project.errors import StartupProblem


def test_a_file_that_was_erased_goes_with_the_last_copy_of_its_time(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "copies" / "files"
    for name in ("a/kept", "a/erased"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(b"sealed")
    assert copies.copy_missing(source, target, lambda *_: None) == 2
    (source / "a" / "erased").unlink()
    assert copies.forget_gone(source, target, "2026-05-02", oldest="2026-05-01") == 0, "a restore may need it"
    assert copies.forget_gone(source, target, "2026-05-03", oldest="2026-05-01") == 0
    assert copies.forget_gone(source, target, "2026-05-04", oldest="2026-05-02") == 1
    assert [path.name for path in target.rglob("*") if path.is_file()] == ["kept"]
    assert copies.copy_missing(source, target, lambda *_: None) == 0


def test_copies_go_by_number_and_by_age_and_the_newest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 5, 31, 12, tzinfo=UTC))
    for day in ("04-01", "04-30", "05-20", "05-30"):
        (tmp_path / f"2026-{day}T03-00-00Z").mkdir()

    def gone(keep: int, days: int) -> list[str]:
        return [path.name[5:10] for path in copies.too_many(tmp_path, keep=keep, days=days)]

    assert gone(14, 35) == ["04-01"]
    assert gone(14, 15) == ["04-30", "04-01"]
    assert gone(2, 35) == ["04-30", "04-01"]
    assert gone(14, 0) == ["05-20", "04-30", "04-01"], "a desk without any copy is worse"


def test_what_is_unfinished_is_never_the_newest(tmp_path: Path) -> None:
    there = Copies(tmp_path)
    there.prepare()
    with pytest.raises(ZeroDivisionError):
        _copy_half(there.data / "2026-05-01")
    with pytest.raises(StartupProblem, match="no finished copy"):
        there.newest(there.data)
    with copies.finished(there.data / "2026-05-02") as draft:
        (draft / "whole").write_bytes(b"whole")
    assert there.newest(there.data).name == "2026-05-02"
    there.prepare()
    assert [path.name for path in there.data.iterdir()] == ["2026-05-02"]


def _copy_half(folder: Path) -> None:
    with copies.finished(folder) as draft:
        (draft / "half").write_bytes(b"half")
        raise ZeroDivisionError


def test_data_is_never_taken_without_its_keys_nor_keys_without_data(tmp_path: Path) -> None:
    """A copy that died between the two: its data is newer than every key."""
    there = Copies(tmp_path)
    there.prepare()
    for folder in (there.data / "2026-05-01", there.data / "2026-05-02", there.keys / "2026-05-01"):
        with copies.finished(folder) as draft:
            copies.write_manifest(draft, {})
    assert restoring.choose(tmp_path, "").data.name == "2026-05-01"
    with pytest.raises(StartupProblem, match="would not open"):
        restoring.choose(tmp_path, "2026-05-02")
    for lost in (there.keys, there.data):
        away = lost.rename(tmp_path / "away")
        with pytest.raises(StartupProblem, match="no finished copy"):
            restoring.choose(tmp_path, "")
        away.rename(lost)
