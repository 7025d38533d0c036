"""How time goes by in a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

import psycopg
from django.utils import timezone

from ictdesk.kernel import clock
from tests.isolation.databases import address
from tests.world import House


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The software's clocks, not the database's."""
    with patch.object(clock, "now", lambda: moment), patch.object(timezone, "now", lambda: moment):
        yield


def agreed_earlier(house: House, span: timedelta) -> None:
    """Events of agreements, whose deletion the database refuses to everybody while they are young by its own clock."""
    with psycopg.connect(address("ictdesk_admin"), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        for table in ("consent_event", "consent_state"):
            connection.execute(
                f"update {table} set at = at - %s where workspace_id = %s",
                [span, house.id],
            )
