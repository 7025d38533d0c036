"""Which software this is: version, commit, a digest of its files, and what its release was tested to do."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import ictdesk
from ictdesk.kernel.datamap.registry import everything

PACKAGE = Path(ictdesk.__file__).resolve().parent
RECORD = PACKAGE / "tested.json"
"""Made by `./desk test --record`, and part of a release: what its suite showed, on which day, of which files."""
KINDS = (".py", ".html", ".sql", ".csv", ".typ")


@dataclass(frozen=True, slots=True)
class Tested:
    """`passed` and `failed` by test file."""

    version: str
    commit: str
    at: datetime
    passed: dict[str, int]
    failed: dict[str, int]


@cache
def code_hash() -> str:
    """SHA-256 over the names and contents of the package's own files."""
    digest = hashlib.sha256()
    for path in sorted(
        one for one in PACKAGE.rglob("*") if one.suffix in KINDS and "static" not in one.parts
    ):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(PACKAGE)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


@cache
def commit() -> str:
    """Of the clone that it runs from, or of the release; empty where neither says."""
    root = PACKAGE.parent.parent / ".git"
    try:
        head = (root / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head[:64]
        named = root / head.removeprefix("ref: ")
        return named.read_text(encoding="utf-8").strip()[:64] if named.exists() else ""
    except OSError:
        found = _record()
        return str(found["commit"])[:64] if found else ""


@cache
def map_hash() -> str:
    """SHA-256 of the data map of both planes: every column with its entry."""
    digest = hashlib.sha256()
    for row in everything():
        digest.update(repr((row.plane, row.table, row.column, row.entry)).encode())
    return digest.hexdigest()


def tested() -> Tested | None:
    """What the suite showed of exactly these files; None where there is no record, or it is of others."""
    found = _record()
    if found is None or found.get("code") != code_hash():
        return None
    return Tested(
        found["version"],
        found["commit"],
        datetime.fromisoformat(found["at"]),
        found["passed"],
        found["failed"],
    )


def _record() -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
