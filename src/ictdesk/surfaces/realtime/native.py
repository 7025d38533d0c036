"""Statements as PostgreSQL takes them, for the hot path: numbered places instead of named ones.

psycopg translates named places anew for every call of a statement as long as the append statement, and
finds out the type of every element of a list; both together take longer than the commit.
"""

import re
from typing import Any

import psycopg

NAMED = re.compile(r"%\((\w+)\)s")


class Native:
    """A statement with `%(name)s` places, translated once. For a raw cursor."""

    def __init__(self, statement: str) -> None:
        self._names = list(dict.fromkeys(NAMED.findall(statement)))
        self.text = NAMED.sub(lambda found: f"${self._names.index(found[1]) + 1}", statement)

    def values(self, parameters: dict[str, Any]) -> list[Any]:
        """The parameters in the order of their numbers; lists as array literals, which the statement casts."""
        return [literal(parameters[name]) for name in self._names]


def literal(value: object) -> object:
    """A list as PostgreSQL's text of an array, of ids or none, words without quotes, flags or bytes; else the value."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], bytes):
        return "{" + ",".join([f'"\\\\x{item.hex()}"' for item in value]) + "}"
    return "{" + ",".join(["null" if item is None else str(item) for item in value]) + "}"


async def run(
    connection: psycopg.AsyncConnection[Any], statement: Native, parameters: dict[str, Any]
) -> psycopg.AsyncRawCursor[Any]:
    """Runs a statement; its rows come in PostgreSQL's binary form."""
    cursor = psycopg.AsyncRawCursor(connection)
    return await cursor.execute(statement.text, statement.values(parameters), binary=True)
