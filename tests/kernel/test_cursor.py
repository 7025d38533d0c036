"""The stream of events loses nothing, although numbers are drawn before their transactions are committed."""

import base64
import random
import threading
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.cursor import Place, Seen, cursor_key
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.dsn import conninfo
from ictdesk.kernel.tenancy.scope import SET_SCOPE
from ictdesk.kernel.vault import keyring
from tests.isolation.databases import CELL
from tests.kernel.waiting import until
from tests.world import World

INSERT = """
    insert into event (id, workspace_id, xid, kind, actor_kind, at)
    values (%s, %s, ictdesk_xid(), 'conversation_changed', 'system', %s)
"""


class Writer:
    """One transaction that records an event and ends when told."""

    def __init__(self, workspace: UUID) -> None:
        self.id = new_id()
        self._connection = psycopg.connect(conninfo(CELL))
        self._connection.execute(SET_SCOPE, [str(workspace)])
        self._connection.execute(INSERT, [self.id, workspace, clock.now()])

    def commit(self) -> UUID:
        self._connection.commit()
        self._connection.close()
        return self.id

    def roll_back(self) -> None:
        self._connection.rollback()
        self._connection.close()


class Reader:
    """Reads as the gateway does: shows everything at once, moves only past what is settled, drops repeats."""

    def __init__(self, workspace: UUID) -> None:
        self.workspace = workspace
        self.place = Place()
        self.shown: list[UUID] = []

    def read(self) -> list[Seen]:
        with workspace_scope(self.workspace):
            found = readers.read(self.place, 10_000)
        for event in found:
            if event.id not in self.shown:
                self.shown.append(event.id)
            if event.settled:
                self.place = max(self.place, event.place)
        return found


class NaiveReader:
    """Reads after the highest id that it saw, as one would."""

    def __init__(self, workspace: UUID) -> None:
        self.workspace = workspace
        self.shown: list[UUID] = []

    def read(self) -> None:
        after = max(self.shown, default=UUID(int=0))
        with workspace_scope(self.workspace), connections[CELL].cursor() as cursor:
            cursor.execute("select id from event where id > %s order by id", [after])
            self.shown += [row[0] for row in cursor.fetchall()]


def test_a_slow_transaction_beside_a_fast_one(world: World) -> None:
    careful, naive = Reader(world.acme.id), NaiveReader(world.acme.id)
    slow, fast = Writer(world.acme.id), Writer(world.acme.id)
    assert slow.id < fast.id
    fast.commit()
    naive.read()
    (seen,) = careful.read()
    assert (seen.id, seen.settled) == (fast.id, False)
    slow.commit()
    naive.read()
    careful.read()
    assert set(careful.shown) == {slow.id, fast.id}
    assert naive.shown == [fast.id], "the negative control: by the number alone the slow one is lost"


def test_the_place_moves_once_all_is_settled(world: World) -> None:
    reader, slow, fast = Reader(world.acme.id), Writer(world.acme.id), Writer(world.acme.id)
    fast.commit()
    reader.read()
    assert reader.place == Place()
    slow.roll_back()
    until(lambda: all(event.settled for event in reader.read()))
    assert reader.place.id == fast.id
    assert reader.read() == []


def test_many_at_once_in_any_order(world: World) -> None:
    """Forty writers at a time, committed in a random order by several threads while two readers read."""
    rng, reader, written = random.Random(5), Reader(world.acme.id), []
    for _ in range(5):
        open_ones = [Writer(world.acme.id) for _ in range(8)]
        rng.shuffle(open_ones)
        threads = [
            threading.Thread(target=lambda part=part: [one.commit() for one in part])
            for part in (open_ones[::2], open_ones[1::2])
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            reader.read()
        written += [one.id for one in open_ones]
    until(lambda: not reader.read())
    assert sorted(reader.shown) == sorted(written)


def test_a_cursor_is_sealed_for_its_workspace(world: World) -> None:
    place = Place(7, new_id())
    with workspace_scope(world.acme.id):
        key = cursor_key()
        assert keyring.index_key()
    text = place.seal(key, world.acme.id)
    assert Place.unseal(text, key, world.acme.id) == place
    assert Place.unseal(text, key, world.globex.id) is None
    raw = base64.urlsafe_b64decode(text + "==")
    assert place.id.bytes not in raw
    for strange in ("", "0", "x", "é", text[:-3], text[1:], text + "AAAA", "A" * 60):
        assert Place.unseal(strange, key, world.acme.id) is None


@pytest.mark.parametrize(("before", "after"), [((1, 5), (2, 1)), ((2, 1), (2, 2))])
def test_places_are_in_order(before: tuple[int, int], after: tuple[int, int]) -> None:
    one, other = (Place(xid, UUID(int=number)) for xid, number in (before, after))
    assert one < other
