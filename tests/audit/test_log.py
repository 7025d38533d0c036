"""The log of a workspace: every act gets a place, and whatever a superuser alters afterwards is found."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connections, transaction

from ictdesk.kernel import clock
from ictdesk.kernel.audit import checking, checkpoints, entries, forgetting, log, notes, tree
from ictdesk.kernel.audit.models import AuditCheckpoint, AuditEntry, AuditNode, AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.audit.verifying import Problem
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from tests.audit.conftest import ACTS, Superuser, place_of
from tests.isolation.databases import CELL
from tests.world import US, House, World

EDITS = {
    "an entry's act": (
        "update audit_entry set action = 'x' where workspace_id = %(here)s and place = 300",
        "entry_altered",
    ),
    "an entry's time": (
        "update audit_entry set at = at + interval '1 s' where workspace_id = %(here)s and place = 300",
        "entry_altered",
    ),
    "an entry and its leaf": (
        "update audit_entry set action = 'x', leaf = sha256('x') where workspace_id = %(here)s and place = 300",
        "promise_broken",
    ),
    "who did it": (
        "update audit_record set actor_id = gen_random_uuid() where id = %(record)s",
        "record_altered",
    ),
    "on what": ("update audit_record set object_id = null where id = %(record)s", "record_altered"),
    "the facts": (
        """update audit_record set facts = '{"count": 1}' where id = %(record)s""",
        "record_altered",
    ),
    "what was done": ("update audit_record set action = 'x' where id = %(record)s", "record_altered"),
    "a record": ("delete from audit_record where id = %(record)s", "record_missing"),
    "an entry": ("delete from audit_entry where workspace_id = %(here)s and place = 300", "gap"),
    "the tail": (
        (
            "with cut as (delete from audit_entry where workspace_id = %(here)s and place >= 500 returning id)"
            " delete from audit_record r using cut where r.id = cut.id"
        ),
        "cut",
    ),
    "the order": (
        (
            "update audit_entry set place = -1 where workspace_id = %(here)s and place = 300;"
            "update audit_entry set place = 300 where workspace_id = %(here)s and place = 301;"
            "update audit_entry set place = 301 where workspace_id = %(here)s and place = -1"
        ),
        "promise_broken",
    ),
    "an act put between": (
        (
            "update audit_entry set place = -place - 1 where workspace_id = %(here)s and place >= 300;"
            "update audit_entry set place = -place where workspace_id = %(here)s and place < 0;"
            "insert into audit_entry select gen_random_uuid(), workspace_id, 300, at, actor_kind, 'x', object_kind,"
            " commitment, leaf from audit_entry where workspace_id = %(here)s and place = 301"
        ),
        "promise_broken",
    ),
    "a kept subtree": (
        "update audit_node set digest = sha256('x') where workspace_id = %(here)s and place = 1",
        "subtree_altered",
    ),
    "a checkpoint": (
        "update audit_checkpoint set root = sha256('x') where workspace_id = %(here)s",
        "promise_broken",
    ),
    "a checkpoint's note": (
        "update audit_checkpoint set note = replace(note, E'\\n6', E'\\n5') where workspace_id = %(here)s",
        "promise_broken",
    ),
}


class Back(Exception):
    """Takes a transaction back."""


def faults(house: House, saved: dict[int, bytes] | None = None) -> set[str]:
    with workspace_scope(house.id):
        report = checking.check(saved)
    assert report.whole == (not report.problems)
    return {one.fault for one in report.problems}


def promise(house: House) -> AuditCheckpoint:
    with workspace_scope(house.id):
        return checkpoints.make()


def test_every_act_has_a_place_and_proofs(house: House) -> None:
    made = promise(house)
    with workspace_scope(house.id):
        places = list(AuditEntry.objects.order_by("place").values_list("place", flat=True))
        assert places == list(range(made.size))
        assert set(AuditEntry.objects.values_list("id")) == set(AuditRecord.objects.values_list("id"))
        assert AuditNode.objects.filter(level=1).count() == made.size // 256
        one = AuditEntry.objects.get(place=300)
        proof = tree.inclusion(300, made.size, log.read)
        tree.check_inclusion(bytes(one.leaf), 300, made.size, proof, bytes(made.root))
        record(US, "test.act", "thing", None)
        later = checkpoints.make()
        grown = tree.consistency(made.size, later.size, log.read)
        tree.check_consistency(made.size, bytes(made.root), later.size, bytes(later.root), grown)
    assert later.size == made.size + 1
    assert not faults(house)


def test_a_promise_is_a_signed_note(house: House) -> None:
    made = promise(house)
    said = notes.opened(made.note, signing.public_key())
    assert (said.size, said.root) == (made.size, bytes(made.root))
    assert said.origin.endswith(f"/audit/{house.id}")
    assert promise(house).id == made.id, "nothing was added"
    for wrong in (
        made.note.replace(f"\n{made.size}\n", f"\n{made.size - 1}\n"),
        made.note.replace("\n\n", "\n"),
        made.note.rpartition(" ")[0] + " AAAA\n",
        made.note.replace(said.origin, "desk.example/audit/x"),
        "",
    ):
        with pytest.raises(notes.NoCheckpoint):
            notes.opened(wrong, signing.public_key())
    with pytest.raises(notes.NoCheckpoint):
        notes.opened(made.note, bytes(31) + b"\1")


@pytest.mark.parametrize("what", EDITS)
def test_what_a_superuser_alters_is_found(house: House, superuser: Superuser, what: str) -> None:
    statement, fault = EDITS[what]
    promise(house)
    record = place_of(house, 300)
    assert not faults(house)
    assert superuser(statement, record=record) > 0
    assert fault in faults(house)


def test_a_forger_who_makes_everything_anew_is_betrayed_by_what_was_kept_elsewhere(
    house: House, superuser: Superuser
) -> None:
    """With the key and the database one can make another history, but not the promise that somebody holds."""
    saved = promise(house)
    superuser(
        "update audit_record set actor_id = gen_random_uuid() where id = %(record)s",
        record=place_of(house, 300),
    )
    for table in ("audit_entry", "audit_node", "audit_checkpoint"):
        superuser(f"delete from {table} where workspace_id = %(here)s")
    promise(house)
    assert not faults(house), "it is whole in itself"
    assert faults(house, {saved.size: bytes(saved.root)}) == {"promise_broken"}


def test_nothing_more_is_promised_about_an_altered_log(house: House, superuser: Superuser) -> None:
    promise(house)
    superuser("update audit_node set digest = sha256('x') where workspace_id = %(here)s and place = 1")
    with workspace_scope(house.id):
        record(US, "test.act", "thing", None)
    with pytest.raises(checkpoints.Altered):
        promise(house)


def test_who_and_what_are_forgotten_and_every_proof_stays(house: House) -> None:
    before = promise(house)
    with workspace_scope(house.id):
        one = AuditRecord.objects.get(id=place_of(house, 300))
        said = entries.payload(one.actor_id, one.object_id, one.facts)
        count = forgetting.forget_before(clock.now() - timedelta(days=20, minutes=30))
        assert count == ACTS - 120
        gone = AuditRecord.objects.filter(salt=None)
        assert gone.count() == count
        assert set(gone.values_list("actor_id", "object_id")) == {(None, None)}
        report = checking.check({before.size: bytes(before.root)})
        entry = AuditEntry.objects.get(place=300)
    assert report.whole
    assert report.forgotten == count
    assert entries.commit(bytes(32), said) != bytes(entry.commitment), "without the salt nobody finds out"


@pytest.mark.parametrize(
    "change",
    [
        "update audit_record set actor_id = null where id = %s",
        "update audit_record set salt = null, actor_id = null, object_id = null, facts = '{\"a\": 1}' where id = %s",
        "update audit_record set facts = '{}', actor_id = %s",
    ],
)
def test_a_record_is_forgotten_whole_or_not_at_all(house: House, change: str) -> None:
    promise(house)
    with (
        pytest.raises(ProgrammingError, match="never changed"),
        workspace_scope(house.id),
        connections[CELL].cursor() as cursor,
    ):
        cursor.execute(change, [place_of(house, 300)])


def test_what_is_not_in_the_log_is_not_forgotten(house: House) -> None:
    with workspace_scope(house.id):
        record(US, "test.act", "thing", house.id)
        one = AuditRecord.objects.get(action="test.act")
    with pytest.raises(ProgrammingError, match="never changed"), workspace_scope(house.id):
        AuditRecord.objects.filter(id=one.id).update(actor_id=None, object_id=None, facts={}, salt=None)


def test_what_became_visible_late_gets_a_later_place(house: House) -> None:
    """A record of two days ago, by its id, whose transaction ends now."""
    promise(house)
    with workspace_scope(house.id):
        newest = AuditRecord.objects.order_by("-id")[0]
        old = log.before(newest.id, timedelta(days=2))
        AuditRecord.objects.create(
            id=old, at=clock.now(), actor_kind="system", action="late", object_kind="x"
        )
        size = log.sequence()
        assert log.sequence(everything=True) == size + 1
        assert AuditEntry.objects.get(id=old).place == size


def test_two_sequencers_give_each_act_one_place(house: House) -> None:
    ready = threading.Barrier(2)

    def run() -> None:
        ready.wait()
        try:
            with workspace_scope(house.id):
                log.sequence()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace_scope(house.id):
        assert log.size() == AuditRecord.objects.count()
    assert not faults(house)


def test_an_act_that_did_not_happen_leaves_no_gap(house: House) -> None:
    size = promise(house).size

    def fail() -> None:
        with transaction.atomic(using=CELL):
            record(US, "test.act", "thing", uuid4())
            log.sequence()
            raise Back

    with workspace_scope(house.id):
        with pytest.raises(Back):
            fail()
        assert log.sequence() == size
    assert not faults(house)


def test_one_workspace_tells_nothing_of_another(world: World) -> None:
    promise(world.globex)
    with workspace_scope(world.acme.id):
        assert checkpoints.newest() is None
        assert checking.check().size == AuditRecord.objects.count()


def test_only_so_many_faults_are_told_one_by_one(house: House, superuser: Superuser) -> None:
    promise(house)
    superuser("update audit_entry set action = 'x' where workspace_id = %(here)s and place < 200")
    with workspace_scope(house.id):
        report = checking.check()
    assert len(report.problems) == 100
    assert report.faults >= 200
    assert report.problems[0] == Problem(0, "entry_altered")
