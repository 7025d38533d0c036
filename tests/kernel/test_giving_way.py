"""The worker and what the database does for it give way to chat."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os, django
from pathlib import Path
django.setup()
from django.db import connections
from ictdesk.kernel.jobs import giving_way
def mine():
    return os.getpriority(os.PRIO_PROCESS, 0)
def the_servers(alias):
    with connections[alias].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        return os.getpriority(os.PRIO_PROCESS, cursor.fetchone()[0])
before = mine(), the_servers("default")
giving_way.give_way()
print(*before, mine(), the_servers("default"), the_servers("cell_eu"))
"""


@pytest.mark.usefixtures("database")
def test_the_worker_and_the_connections_that_it_opens_are_lowered() -> None:
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, env=os.environ
    )
    own, server = os.getpriority(os.PRIO_PROCESS, 0), 0
    assert [int(one) for one in found.stdout.split()] == [own, server, max(own, 10), server, 10]
