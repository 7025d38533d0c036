"""Verifying a log that was taken along: needs the file, the key and what was saved; no database and no settings."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ictdesk.kernel.audit import notes
from ictdesk.kernel.audit.verifying import Reader, Report

FORMAT = "ictdesk/audit-log/1"


class BadFile(ValueError):
    """The file is no log of ours; the text says where."""


def verify(content: Iterable[bytes], key: bytes, saved: Iterable[str] = ()) -> Report:
    """Reads a file through and holds it against its own checkpoint and those that were saved, all signed by `key`.

    Raises `BadFile`, and `notes.NoCheckpoint` for a checkpoint that the key did not sign or that is of another log.
    """
    rows = iter(content)
    head = _json(next(rows, b""), 1)
    if head.get("format") != FORMAT:
        raise BadFile("line 1 does not say what this is")
    origin, own = str(head.get("origin")), notes.opened(str(head.get("checkpoint")), key)
    promised = {own.size: own.root}
    contradicted = []
    for said in [own, *(notes.opened(one, key) for one in saved)]:
        if said.origin != origin:
            raise notes.NoCheckpoint
        if promised.setdefault(said.size, said.root) != said.root:
            contradicted.append(said.size)
    reader = Reader(promised)
    for size in contradicted:
        reader.report.found(size, "promise_broken")
    for number, row in enumerate(rows, 2):
        _take(reader, _json(row, number), number)
    return reader.close()


def _take(reader: Reader, said: Mapping[str, Any], number: int) -> None:
    try:
        salt = bytes.fromhex(said["salt"]) if said["salt"] else None
        reader.add(int(said["place"]), dict(said["header"]), said["payload"], salt)
    except (KeyError, TypeError, ValueError) as error:
        raise BadFile(f"line {number} is no entry") from error


def _json(row: bytes, number: int) -> dict[str, Any]:
    try:
        said = json.loads(row)
    except ValueError as error:
        raise BadFile(f"line {number} is no JSON") from error
    if not isinstance(said, dict):
        raise BadFile(f"line {number} is no JSON object")
    return said
