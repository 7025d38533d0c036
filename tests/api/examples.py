"""Examples of calls on a page of the docs: found, run, and compared with what the page says.

A block begins with method and path, then headers if any; then a body if there is one; then the status and the answer.
`...` stands for more of the same. A word in capitals is an id: one that is known stands for it, another one takes
the value that the answer has in its place.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client

from tests.api.calls import JSON

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api"
BLOCK = re.compile(r"```http\n(.*?)\n```", re.DOTALL)
WORD = re.compile(r"[A-Z][A-Z_]+")
REST = "..."


@dataclass(frozen=True)
class Example:
    method: str
    path: str
    headers: dict[str, str]
    body: str
    status: int
    answer: Any


@dataclass
class Reader:
    """Somebody who tries what a page says, one call after the other."""

    client: Client
    ids: dict[str, str] = field(default_factory=dict)

    def tries(self, one: Example) -> tuple[int, Any]:
        """Status and answer of a call."""
        body, path = (self._named(text) for text in (one.body, one.path))
        answer: Any = self.client.generic(one.method, path, body, content_type=JSON, headers=one.headers)
        return answer.status_code, answer.json() if answer.content else None

    def agrees(self, said: Any, told: Any) -> bool:
        """Whether an answer is what the page says. Learns the ids that the page gives names."""
        if isinstance(said, str) and WORD.fullmatch(said) and isinstance(told, str):
            return self.ids.setdefault(said, told) == told
        if isinstance(said, dict) and isinstance(told, dict):
            named = said.keys() - {REST}
            whole = REST in said or told.keys() == named
            return whole and named <= told.keys() and all(self.agrees(said[key], told[key]) for key in named)
        if isinstance(said, list) and isinstance(told, list):
            return self._in_order(said, told)
        return bool(said == told)

    def _in_order(self, said: list[Any], told: list[Any]) -> bool:
        if not said or not told:
            return said in ([], [REST]) and (not told or said == [REST])
        if said[0] != REST:
            return self.agrees(said[0], told[0]) and self._in_order(said[1:], told[1:])
        return any(self._tried(said[1:], told[skipped:]) for skipped in range(len(told) + 1))

    def _tried(self, said: list[Any], told: list[Any]) -> bool:
        """Whether the rest of a list agrees; what was learned on a wrong way is forgotten."""
        before = dict(self.ids)
        right = self._in_order(said, told)
        if not right:
            self.ids = before
        return right

    def _named(self, text: str) -> str:
        return WORD.sub(lambda found: self.ids.get(found[0], found[0]), text)


def examples(page: str) -> list[Example]:
    """The calls on a page, in order."""
    return [_example(block) for block in BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))]


def _example(block: str) -> Example:
    first, *parts = block.split("\n\n")
    call, *lines = first.splitlines()
    method, path = call.split()
    headers = dict(line.split(": ", 1) for line in lines)
    status, _, answer = parts[-1].partition("\n")
    body = parts[0] if len(parts) > 1 else ""
    return Example(method, path, headers, body, int(status), json.loads(answer) if answer else None)
