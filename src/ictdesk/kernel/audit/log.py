"""The log of a workspace: committed records get their places, one sequencer at a time, and subtrees are kept.

The act's transaction writes the record alone, so no act waits for the log and none is without a record. What was
committed later than others, or by a slower clock, gets a later place: the order of the log is its own.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connections

from ictdesk.kernel.audit import entries, tree
from ictdesk.kernel.audit.models import AuditEntry, AuditNode, AuditRecord
from ictdesk.kernel.tenancy import current_scope

BATCH = 2000
NIL = UUID(int=0)
LOOK_BACK = timedelta(hours=1)
"""A record may become visible so much later than a record after it; the daily look finds what took longer."""
LOCK = "select pg_advisory_xact_lock(hashtextextended('audit:' || %s, 0))"
MISSING = """
    select r.id from audit_record r
    where r.id > %s and r.salt is not null
      and not exists (select from audit_entry e where e.workspace_id = r.workspace_id and e.id = r.id)
    order by r.id limit %s
"""


def sequence(*, everything: bool = False) -> int:
    """Gives every committed record of the workspace in scope its place; returns the size of the log.

    `everything`: looks through all records, not only those since an hour before the newest that has a place.
    """
    scope = current_scope()
    with connections[scope.alias].cursor() as cursor:
        cursor.execute(LOCK, [str(scope.workspace)])
        floor = NIL if everything else _floor()
        taken = size()
        while True:
            cursor.execute(MISSING, [floor, BATCH])
            found = [row[0] for row in cursor.fetchall()]
            if not found:
                return taken
            _append(found, taken)
            taken, floor = taken + len(found), found[-1]


def size() -> int:
    """How many entries the log has."""
    last = AuditEntry.objects.order_by("-place").values_list("place", flat=True).first()
    return 0 if last is None else last + 1


def read(level: int, first: int, count: int) -> Sequence[bytes]:
    """Digests for proofs: see `tree.Read`."""
    wanted = {"place__gte": first, "place__lt": first + count}
    rows = (
        AuditNode.objects.filter(level=level, **wanted).values_list("digest", flat=True)
        if level
        else AuditEntry.objects.filter(**wanted).values_list("leaf", flat=True)
    )
    return [bytes(row) for row in rows.order_by("place")]


def root(size: int) -> bytes:
    """The root of the first `size` entries, as they are kept."""
    return tree.root(size, read)


def _floor() -> UUID:
    newest = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first()
    return before(newest, LOOK_BACK) if newest else NIL


def before(one: UUID, span: timedelta) -> UUID:
    """The least UUIDv7 of a time so much earlier."""
    moment = max(0, (one.int >> 80) - int(span.total_seconds() * 1000))
    return UUID(int=moment << 80)


def _append(ids: list[UUID], first: int) -> None:
    made = []
    for place, one in enumerate(AuditRecord.objects.filter(id__in=ids).order_by("id"), first):
        said = entries.payload(one.actor_id, one.object_id, one.facts)
        commitment = entries.commit(bytes(one.salt), said)
        made.append(
            AuditEntry(
                id=one.id,
                place=place,
                at=one.at,
                actor_kind=one.actor_kind,
                action=one.action,
                object_kind=one.object_kind,
                commitment=commitment,
                leaf=entries.leaf(entries.header(one, commitment)),
            )
        )
    AuditEntry.objects.bulk_create(made)
    _keep_subtrees(first, first + len(made))


def _keep_subtrees(first: int, last: int) -> None:
    """Keeps the roots of the subtrees that became whole."""
    level, wide = 1, tree.WIDTH
    while last // wide > first // wide:
        made = [
            AuditNode(level=level, place=place, digest=_subtree(level, place))
            for place in range(first // wide, last // wide)
        ]
        AuditNode.objects.bulk_create(made)
        level, wide = level + 1, wide * tree.WIDTH


def _subtree(level: int, place: int) -> bytes:
    return tree.root_of(read(level - 1, place * tree.WIDTH, tree.WIDTH))
