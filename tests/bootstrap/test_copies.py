"""The folder of the copies: what is unfinished is never used, what no copy needs any more goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ictdesk.kernel import clock
from ictdesk.project.backup import copies, restoring, targets
from ictdesk.project.backup.in_folder import Folder
from ictdesk.project.backup.places import Place
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
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 5, 31, 12, tzinfo=UTC))
    found = [f"2026-{day}T03-00-00Z" for day in ("04-01", "04-30", "05-20", "05-30")]

    def gone(keep: int, days: int) -> list[str]:
        return [stamp[5:10] for stamp in copies.too_many(found, keep=keep, days=days)]

    assert gone(14, 35) == ["04-01"]
    assert gone(14, 15) == ["04-30", "04-01"]
    assert gone(2, 35) == ["04-30", "04-01"]
    assert gone(14, 0) == ["05-20", "04-30", "04-01"], "a desk without any copy is worse"


def test_what_is_unfinished_is_never_the_newest(tmp_path: Path) -> None:
    data = Folder(tmp_path / "data")
    data.prepare()
    with pytest.raises(ZeroDivisionError):
        _copy_half(data)
    with pytest.raises(StartupProblem, match="no finished copy"):
        restoring.newest(data)
    _copy(data, "2026-05-02")
    assert restoring.newest(data) == "2026-05-02"
    data.prepare()
    assert [path.name for path in data.root.iterdir()] == ["2026-05-02"]


def _copy_half(data: Folder) -> None:
    with data.writing("2026-05-01") as draft:
        draft.finish({})
        raise ZeroDivisionError


def _copy(place: Place, stamp: str) -> None:
    with place.writing(stamp) as draft:
        draft.finish({})


def test_data_is_never_taken_without_its_keys_nor_keys_without_data(tmp_path: Path) -> None:
    """A copy that died between the two: its data is newer than every key."""
    there = targets.target(str(tmp_path))
    for place, stamp in ((there.data, "2026-05-01"), (there.data, "2026-05-02"), (there.keys, "2026-05-01")):
        place.prepare()
        _copy(place, stamp)
    assert restoring.choose(there, "").data == "2026-05-01"
    with pytest.raises(StartupProblem, match="would not open"):
        restoring.choose(there, "2026-05-02")
    for lost in (tmp_path / "keys", tmp_path / "data"):
        away = lost.rename(tmp_path / "away")
        with pytest.raises(StartupProblem, match="no finished copy"):
            restoring.choose(there, "")
        away.rename(lost)
