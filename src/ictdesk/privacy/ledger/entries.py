"""One entry, and its line: JSON with the hash of the line before, so that none can be changed or left out.

The hash is SHA-256 of the line's JSON with sorted keys and without `hash`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

FIRST = "0" * 64
"""What the first entry has in place of the hash of the line before."""
WORD = re.compile(r"[a-z0-9_.:/-]{1,80}")

type Fact = str | int | bool | list[str] | None


class BadLedger(Exception):
    """A file of the ledger is not what was written; the message says where."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`mark` says which transaction of which database wrote it: system identifier/timeline/transaction."""

    workspace: UUID
    sequence: int
    at: datetime
    kind: str
    contacts: tuple[UUID, ...] = ()
    subjects: tuple[UUID, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    mark: str = ""
    before: str = FIRST

    def __post_init__(self) -> None:
        """Raises `ValueError` for a fact that might hold words of a person: only codes, ids and counts fit."""
        texts = [self.kind, *self.facts]
        for value in self.facts.values():
            texts += value if isinstance(value, list) else [value] if isinstance(value, str) else []
        for text in texts:
            if not WORD.fullmatch(text):
                raise ValueError(f"the ledger takes codes, ids and counts, not {len(text)} signs of text")

    @property
    def hash(self) -> str:
        return hashlib.sha256(_json(self._fields()).encode()).hexdigest()

    def line(self) -> str:
        return _json({**self._fields(), "hash": self.hash})

    @classmethod
    def read(cls, line: str | bytes) -> Self:
        """Raises `BadLedger` for a line whose hash is not its own."""
        try:
            said = json.loads(line)
            entry = cls(
                UUID(said["workspace"]),
                int(said["sequence"]),
                datetime.fromisoformat(said["at"]),
                said["kind"],
                tuple(map(UUID, said["contacts"])),
                tuple(map(UUID, said["subjects"])),
                said["facts"],
                said["mark"],
                said["before"],
            )
            if entry.hash != said["hash"]:
                raise BadLedger(f"entry {entry.sequence} of workspace {entry.workspace} was changed")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadLedger("a line is no entry") from error
        return entry

    def _fields(self) -> dict[str, Any]:
        return {
            "workspace": str(self.workspace),
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "kind": self.kind,
            "contacts": [*map(str, self.contacts)],
            "subjects": [*map(str, self.subjects)],
            "facts": dict(self.facts),
            "mark": self.mark,
            "before": self.before,
        }


def _json(fields: dict[str, Any]) -> str:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
