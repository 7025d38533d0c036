"""The log as a file: our reader and a script without our code agree on what is whole and what was altered."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ictdesk.kernel import clock
from ictdesk.kernel.audit import checkpoints, file, forgetting, notes, offline
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.audit.verifying import Reader
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from tests.world import US, House

PAGE = Path(__file__).parents[2] / "docs/privacy/verify_audit.md"
type Lines = list[dict[str, Any]]
type Edit = Callable[[Lines], object]


@pytest.fixture
def taken(house: House) -> tuple[Lines, str]:
    """The log, in which something was forgotten, and a checkpoint of before its last act."""
    with workspace_scope(house.id):
        saved = checkpoints.make().note
        record(US, "test.act", "thing", house.id)
        forgetting.forget_before(clock.now() - timedelta(days=30))
    return [json.loads(line) for line in file.written(house.id)], saved


def written(lines: Lines) -> list[bytes]:
    return [json.dumps(line).encode() + b"\n" for line in lines]


def by_script(tmp_path: Path, lines: Lines, *saved: str, key: str = "") -> "subprocess.CompletedProcess[str]":
    """What the script of the handbook says, and nothing else."""
    (found,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "verify.py").write_text(found, encoding="utf-8")
    (tmp_path / "log.jsonl").write_bytes(b"".join(written(lines)))
    (tmp_path / "key.pem").write_text(key or signing.public_pem(), encoding="ascii")
    for number, note in enumerate(saved):
        (tmp_path / f"{number}.txt").write_text(note, encoding="utf-8")
    names = ["verify.py", "log.jsonl", "key.pem", *(f"{number}.txt" for number in range(len(saved)))]
    return subprocess.run(
        [sys.executable, "-I", *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )


def test_both_say_that_it_is_whole(taken: tuple[Lines, str], tmp_path: Path) -> None:
    lines, saved = taken
    report = offline.verify(written(lines), signing.public_key(), [saved])
    assert report.whole
    assert (report.size, report.promises) == (len(lines) - 1, 2)
    assert report.forgotten > 100
    said = by_script(tmp_path, lines, saved)
    assert said.stdout == f"right: {report.size} entries, {report.forgotten} forgotten, 2 promises\n", (
        said.stderr
    )


def swap(lines: Lines) -> None:
    lines[300]["header"], lines[301]["header"] = lines[301]["header"], lines[300]["header"]
    for name in ("payload", "salt"):
        lines[300][name], lines[301][name] = lines[301][name], lines[300][name]


def remove(lines: Lines) -> None:
    del lines[300]
    for place, line in enumerate(lines[1:]):
        line["place"] = place


EDITS: dict[str, Edit] = {
    "an act": lambda lines: lines[300]["header"].update(action="x"),
    "a time": lambda lines: lines[300]["header"].update(at="2026-01-01T00:00:00.000000Z"),
    "a commitment": lambda lines: lines[300]["header"].update(commitment="00" * 32),
    "who": lambda lines: lines[-100]["payload"].update(actor_id=None),
    "facts": lambda lines: lines[-100]["payload"].update(facts={}),
    "salt": lambda lines: lines[-100].update(salt="00" * 32),
    "the order": swap,
    "a place": lambda lines: lines[300].update(place=300),
    "an entry removed": remove,
    "an entry more between": lambda lines: lines.insert(300, lines[299]),
    "the tail": lambda lines: lines.pop(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_both_find_what_was_altered(taken: tuple[Lines, str], tmp_path: Path, edit: Edit) -> None:
    lines, saved = taken
    edit(lines)
    assert not offline.verify(written(lines), signing.public_key(), [saved]).whole
    assert by_script(tmp_path, lines, saved).returncode != 0


def test_whoever_forges_the_whole_file_is_betrayed_by_the_saved_checkpoint(
    taken: tuple[Lines, str], tmp_path: Path, house: House
) -> None:
    lines, saved = taken
    lines[300]["header"]["action"] = "x"
    growing = Reader({})
    for line in lines[1:]:
        growing.add(line["place"], line["header"], line["payload"], bytes.fromhex(line["salt"] or ""))
    report = growing.close()
    forged = notes.Checkpoint(lines[0]["origin"], report.size, report.root)
    lines[0]["checkpoint"] = notes.signed(forged)
    assert offline.verify(written(lines), signing.public_key()).whole, "nothing but the key is asked"
    assert not offline.verify(written(lines), signing.public_key(), [saved]).whole
    assert by_script(tmp_path, lines).returncode == 0
    assert by_script(tmp_path, lines, saved).returncode != 0


def test_a_checkpoint_of_elsewhere_is_refused(taken: tuple[Lines, str], tmp_path: Path) -> None:
    lines, saved = taken
    foreign = notes.signed(notes.Checkpoint("desk.example/audit/x", 1, bytes(32)))
    for wrong in (foreign, saved.replace("\n6", "\n5"), ""):
        with pytest.raises(notes.NoCheckpoint):
            offline.verify(written(lines), signing.public_key(), [wrong])
        assert by_script(tmp_path, lines, wrong).returncode != 0


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ([], "line 1 is no JSON"),
        ([b"{}"], "line 1 does not say"),
        ([b"[]"], "line 1 is no JSON object"),
    ],
)
def test_rubbish_is_named(content: list[bytes], where: str) -> None:
    with pytest.raises(offline.BadFile, match=where):
        offline.verify(content, signing.public_key())


def test_rubbish_further_down_is_named(taken: tuple[Lines, str]) -> None:
    for rubbish in (b"{", b"{}", b'{"place": "x", "header": {}, "payload": null, "salt": null}'):
        content = written(taken[0])
        content[5] = rubbish
        with pytest.raises(offline.BadFile, match="line 6 is no"):
            offline.verify(content, signing.public_key())


def test_the_command_needs_no_installation(taken: tuple[Lines, str], tmp_path: Path) -> None:
    lines, saved = taken
    by_script(tmp_path, lines, saved)  # lays down the files
    command = [
        *(sys.executable, "-m", "ictdesk", "verify-audit", "log.jsonl", "--key", "key.pem"),
        *("--checkpoint", "0.txt"),
    ]

    def said() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env={})

    assert said().stdout.splitlines()[-1] == "It is whole."
    lines[300]["header"]["action"] = "x"
    (tmp_path / "log.jsonl").write_bytes(b"".join(written(lines)))
    assert (said().returncode, said().stderr) == (1, "ALTERED: 2 faults.\n")
    (tmp_path / "log.jsonl").write_text("rubbish", encoding="ascii")
    assert said().stderr == "ictdesk: log.jsonl: line 1 is no JSON.\n"
    (tmp_path / "key.pem").write_text("rubbish", encoding="ascii")
    assert said().stderr == "ictdesk: key.pem holds no public key.\n"
