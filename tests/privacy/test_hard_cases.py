"""The list of hard cases: each is there once, with its outcome, and names a test that exists or says that it waits."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "privacy" / "hard-cases.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
NAMED = [(number, shown.strip("`")) for number, _case, _outcome, shown in ROWS if shown != "waits"]


def test_each_of_them_is_there_once() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 76))


@pytest.mark.parametrize(("number", "named"), NAMED)
def test_what_is_named_exists(number: str, named: str) -> None:
    path, _, function = named.partition("::")
    text = (ROOT / path).read_text(encoding="utf-8")
    assert f"def {function or 'test_'}" in text, number


def test_some_are_shown_and_some_wait() -> None:
    assert 0 < len(NAMED) < len(ROWS)
