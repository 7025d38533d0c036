"""Hears the notices of the cell, as a server process would."""

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg

from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy.dsn import conninfo
from tests.isolation.databases import CELL


class Listener:
    """A line that listens, and another to send marks by."""

    def __init__(self) -> None:
        self._line = psycopg.connect(conninfo(CELL), autocommit=True)
        self._line.execute(f"listen {bus.CHANNEL}")
        self._other = psycopg.connect(conninfo(CELL), autocommit=True)

    def heard(self, workspace: UUID) -> list[dict[str, Any]]:
        """Everything about a workspace so far: a mark that is sent now comes after it."""
        mark = uuid4().hex
        self._other.execute("select pg_notify(%s, %s)", [bus.CHANNEL, mark])
        found: list[dict[str, Any]] = []
        for notice in self._line.notifies(timeout=10):
            if notice.payload == mark:
                return found
            said = json.loads(notice.payload) if notice.payload.startswith("{") else {}
            if said.get("workspace") == str(workspace):
                found.append(said)
        raise AssertionError("the mark did not come")

    def close(self) -> None:
        self._line.close()
        self._other.close()
