"""The ledger: written before the act, tied together, and a database that is behind it is recognised."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections, transaction
from pytest_django.fixtures import Settings

from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger import gate, mirror, replay
from ictdesk.privacy.ledger.appending import Behind, append
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.ledger.entries import BadLedger, Entry, Fact
from ictdesk.privacy.ledger.models import LedgerEntry
from tests.isolation.databases import address
from tests.world import World

ELSEWHERE = "1/1/1"
"""The mark of a database that is not this one."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings, world: World) -> Iterator[Path]:
    """A ledger of this test's own; what the database knows of it goes with it, for servers that start later."""
    settings.ICTDESK_LEDGER = tmp_path
    yield tmp_path
    with psycopg.connect(address("ictdesk_admin")) as admin:
        admin.execute(
            "delete from ledger_entry where workspace_id = any(%s)", [[world.acme.id, world.globex.id]]
        )


@pytest.fixture
def chain(world: World) -> Chain:
    """Two entries about somebody."""
    facts: dict[str, Fact] = {"count": 3, "why": "asked", "digests": [], "scope": "marketing"}
    with workspace_scope(world.acme.id):
        for kind in ("objection", "erasure"):
            append(kind, contacts=[uuid4()], subjects=[uuid4()], facts=facts)
    return Chain(world.acme.id)


@pytest.fixture
def repeated(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the erasures that were done again."""
    done: list[int] = []
    monkeypatch.setitem(
        replay._doings, "erasure", lambda entries: done.extend(one.sequence for one in entries)
    )
    return done


def later(chain: Chain, kind: str = "erasure", mark: str = ELSEWHERE) -> Entry:
    """What was done after the copy was made that this database came from."""
    number, before = chain.head()
    one = Entry(chain.workspace, number + 1, next(chain.entries()).at, kind, mark=mark, before=before)
    chain.write(one)
    return one


def gaps(chain: Chain) -> list[gate.Gap]:
    return [gap for gap in gate.gaps() if gap.workspace == chain.workspace]


def known(workspace: UUID) -> list[tuple[int, str, bool]]:
    with workspace_scope(workspace):
        rows = LedgerEntry.objects.order_by("sequence")
        return [(row.sequence, row.kind, row.void) for row in rows]


def test_an_entry_is_on_disk_and_in_the_mirror(chain: Chain) -> None:
    written = list(chain.entries())
    assert [entry.kind for entry in written] == ["objection", "erasure"]
    assert written[1].before == written[0].hash
    assert known(chain.workspace) == [(1, "objection", False), (2, "erasure", False)]
    assert gaps(chain) == []


@pytest.mark.parametrize("text", ["Max Muster", "max@mail.example", "Where is it?", "ü", "x" * 81, ""])
def test_it_takes_no_words_of_people(world: World, text: str) -> None:
    with workspace_scope(world.acme.id):
        with pytest.raises(ValueError, match="codes, ids and counts"):
            append("objection", facts={"why": text})
        assert not LedgerEntry.objects.exists()
    assert Chain(world.acme.id).head()[0] == 0


def test_a_line_that_was_changed_or_left_out_is_noticed(chain: Chain) -> None:
    (file,) = chain.folder.glob("*.jsonl")
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(lines[0].replace('"count":3', '"count":4') + lines[1])
    with pytest.raises(BadLedger, match=r"entry 1 .* was changed"):
        list(chain.entries())
    file.write_text(lines[1])
    with pytest.raises(BadLedger, match="missing"):
        list(chain.entries())
    file.write_text(lines[0])
    assert list(map(str, gaps(chain))) == [
        f"{chain.workspace}: the ledger ends at 1, the database knows of 2"
    ]
    file.unlink()
    file.parent.joinpath(".lock").unlink()
    file.parent.rmdir()
    assert len(gaps(chain)) == 1, "a ledger that is gone is no empty ledger"


def test_a_ledger_that_was_lost_is_written_again_from_its_mirror(chain: Chain) -> None:
    whole = [entry.line() for entry in chain.entries()]
    for file in chain.folder.glob("*.jsonl"):
        file.unlink()
    assert len(gaps(chain)) == 1
    assert mirror.write_again(chain.workspace) == 2
    assert [entry.line() for entry in chain.entries()] == whole
    assert gaps(chain) == []
    assert mirror.write_again(chain.workspace) == 0


def test_half_a_line_of_a_crash_does_not_count(chain: Chain) -> None:
    (file,) = chain.folder.glob("*.jsonl")
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"at":"2026')
    assert gaps(chain) == []
    with workspace_scope(chain.workspace):
        append("withdrawal")
    assert [entry.sequence for entry in chain.entries()] == [1, 2, 3]


def test_an_act_that_came_to_nothing_is_voided_and_no_restore(chain: Chain, repeated: list[int]) -> None:
    with workspace_scope(chain.workspace):
        append("erasure")
        transaction.set_rollback(True, using="cell_eu")
    assert chain.head()[0] == 3
    assert len(known(chain.workspace)) == 2
    assert gaps(chain) == []
    assert known(chain.workspace)[2:] == [(3, "erasure", True), (4, "void", False)]
    fresh = [entry.sequence for entry in chain.entries()]
    assert fresh == [1, 2, 3, 4]
    later(chain)
    replay.replay(chain.workspace)
    assert repeated == [5], "the control: one that was not voided is done again"


def refused() -> None:
    with transaction.atomic(using="cell_eu"):
        append("erasure")
        raise AlreadySo


def test_an_act_that_was_refused_alone_is_voided_though_its_transaction_goes_on(
    chain: Chain, repeated: list[int]
) -> None:
    with workspace_scope(chain.workspace):
        for _again in range(2):
            with pytest.raises(AlreadySo):
                refused()
    assert gaps(chain) == []
    assert [void for _number, kind, void in known(chain.workspace)[2:] if kind == "erasure"] == [True, True]
    later(chain)
    replay.replay(chain.workspace)
    assert repeated == [chain.head()[0]], "none of them is done again; the control is"


def test_a_database_that_is_behind_is_recognised_and_writes_nothing(chain: Chain) -> None:
    later(chain)
    assert gaps(chain) == [gate.Gap(chain.workspace, 2, 3)]
    with workspace_scope(chain.workspace), pytest.raises(Behind):
        append("objection")
    assert chain.head()[0] == 3


def test_a_transaction_of_the_future_was_taken_away_by_a_restore(chain: Chain) -> None:
    """The same database server, set back to an earlier time."""
    with workspace_scope(chain.workspace), connections["cell_eu"].cursor() as cursor:
        cursor.execute(
            "select system_identifier, timeline_id from pg_control_system(), pg_control_checkpoint()"
        )
        here = "/".join(map(str, cursor.fetchone()))
    later(chain, mark=f"{here}/9999999999")
    assert len(gaps(chain)) == 1


def test_replay_does_each_once_in_order_and_opens_the_door(chain: Chain, repeated: list[int]) -> None:
    for _ in range(3):
        later(chain)
    report = replay.replay(chain.workspace)
    assert (report.done, repeated) == ({"erasure": 3}, [3, 4, 5])
    assert gaps(chain) == []
    assert replay.replay(chain.workspace).done == {}


def test_replay_stops_before_what_nobody_can_repeat(
    chain: Chain, repeated: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(replay._doings, "move", raising=False)
    later(chain)
    later(chain, "move")
    later(chain)
    with pytest.raises(replay.CannotReplay, match="move"):
        replay.replay(chain.workspace)
    assert repeated == [3]
    assert gaps(chain) == [gate.Gap(chain.workspace, 3, 5)], "it stays closed"


def test_the_sweep_looks_at_old_entries_too(
    chain: Chain, repeated: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        replay._sweeps, "erasure", lambda entries: [f"{len(one.subjects)} still there" for one in entries]
    )
    later(chain)
    assert replay.replay(chain.workspace).found == [
        "entry 2: 1 still there",
        "entry 3: 0 still there",
    ]


def test_writers_at_one_moment_have_a_number_each(world: World) -> None:
    def write(_: int) -> None:
        with workspace_scope(world.acme.id):
            append("objection")
        connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(12)))
    assert [entry.sequence for entry in Chain(world.acme.id).entries()] == list(range(1, 13))
    assert len(known(world.acme.id)) == 12
