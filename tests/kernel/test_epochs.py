"""Epoch keys: made once however many try, outside PostgreSQL, and gone when destroyed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pytest_django import Settings

from ictdesk.kernel.vault import cipher, root
from ictdesk.kernel.vault.cipher import CannotOpen

AT_ONCE = 6
PROGRAM = """
import sys, django
django.setup()
from ictdesk.kernel.vault import cipher, root
print("ready", flush=True)
sys.stdin.readline()
print(root.current_epoch("cell_eu"), cipher.seal(root.epoch_key("cell_eu", 1), b"x", b"").hex(), flush=True)
"""


@pytest.fixture
def empty(tmp_path: Path, settings: Settings) -> Path:
    """A data folder without an epoch."""
    settings.ICTDESK_DATA = tmp_path
    return tmp_path / "keys" / "epochs"


def test_the_first_is_made_when_there_is_none(empty: Path) -> None:
    assert root.current_epoch("cell_eu") == root.current_epoch("cell_eu") == 1
    assert [path.name for path in empty.iterdir()] == ["1.key"]
    assert (empty / "1.key").stat().st_mode & 0o777 == 0o600
    assert empty.stat().st_mode & 0o777 == 0o700
    assert root.new_epoch("cell_eu", after=1) == root.current_epoch("cell_eu") == 2


def test_threads_at_once_end_with_one(empty: Path) -> None:
    start = Barrier(AT_ONCE)

    def make(number: int) -> bytes:
        start.wait()
        root.new_epoch("cell_eu", after=number)
        return cipher.seal(root.epoch_key("cell_eu", number + 1), b"x", b"")

    for number in range(20):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sealed = list(pool.map(make, [number] * AT_ONCE))
        assert {cipher.unseal(root.epoch_key("cell_eu", number + 1), one, b"") for one in sealed} == {b"x"}
    assert not list(empty.glob(".*")), "no draft is left"


def test_processes_at_once_end_with_one(empty: Path) -> None:
    environment = os.environ | {"ICTDESK_DATA": str(empty.parents[1])}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    said = [child.communicate("go\n", timeout=30)[0].split() for child in children]
    assert {number for number, _ in said} == {"1"}
    assert {
        cipher.unseal(root.epoch_key("cell_eu", 1), bytes.fromhex(sealed), b"") for _, sealed in said
    } == {b"x"}


def test_a_destroyed_one_opens_nothing(empty: Path) -> None:
    root.current_epoch("cell_eu")
    root.epoch_key("cell_eu", 1)
    (empty / "1.key").unlink()
    with pytest.raises(FileNotFoundError):
        root.epoch_key("cell_eu", 1)


def test_one_that_stands_in_anothers_place_does_not_open(empty: Path) -> None:
    root.new_epoch("cell_eu", after=root.current_epoch("cell_eu"))
    (empty / "1.key").replace(empty / "2.key")
    with pytest.raises(CannotOpen):
        root.epoch_key("cell_eu", 2)


@pytest.mark.parametrize("secret", ["", "00" * 31, "00" * 33, "zz" * 32])
def test_a_root_key_of_another_form_is_refused(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "root"
    file.write_text(secret)
    with pytest.raises(ValueError, match=r"32 bytes|hexadecimal"):
        root.FileRoot(file)


def test_another_root_opens_nothing(tmp_path: Path, empty: Path) -> None:
    root.current_epoch("cell_eu")
    file = tmp_path / "root"
    file.write_text("11" * 32 + "\n")
    with pytest.raises(CannotOpen):
        root.FileRoot(file).unwrap((empty / "1.key").read_bytes(), b"epoch|1")
