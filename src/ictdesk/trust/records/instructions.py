"""Keeps the record of instructions: one entry for each command that changed how data is processed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap.fields import Impersonal, entry_of
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.tenancy.scope import current_scope, current_workspace
from ictdesk.trust.agreements.models import AgreementAcceptance
from ictdesk.trust.records.models import Instruction

type State = dict[str, dict[str, dict[str, Any]]]
"""Settings by table, row and column."""

LONGEST = 200
"""Of a longer text the record holds the digest."""
LEFT_OUT = frozenset({"id", "workspace_id"})
PLAIN = (str, int, float, bool, list, dict, type(None))


@contextmanager
def keeper(command: str, alters: Alters, given: Mapping[str, object]) -> Iterator[None]:
    """Around a command: waits for others that alter the same workspace, and adds an entry when something changed."""
    _one_at_a_time()
    before = state(alters.tables)
    yield
    after = state(alters.tables)
    if alters.tables and after == before:
        return
    actor: Any = given["actor"]
    entry = Instruction(kind="change", area=alters.area, command=command.rpartition(".")[2])
    if alters.tables:
        entry.before, entry.after = digest(before), digest(after)
        first = not Instruction.objects.filter(area=alters.area, kind="change").exists()
        entry.changes = difference({} if first else before, after)
    entry.object_kind, entry.object_id = _object(entry.changes, given)
    if not (alters.once_a_day and _today(entry)):
        add(entry, actor)


def _today(entry: Instruction) -> bool:
    """Whether the same was ordered today already (UTC)."""
    begin = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    same = {"command": entry.command, "object_id": entry.object_id}
    return bool(Instruction.objects.filter(at__gte=begin, **same).exists())


def add(entry: Instruction, actor: Actor) -> Instruction:
    """Gives it the next number. The agreement, if one was accepted, is the first one."""
    _one_at_a_time()
    newest = Instruction.objects.order_by("-number").values_list("number", flat=True).first() or 0
    newest = newest or _agreement()
    entry.number, entry.at = newest + 1, clock.now()
    entry.actor_kind, entry.actor_id = actor.kind, actor.id
    entry.save(force_insert=True)
    return entry


def begin() -> None:
    """Begins the record with the agreement, unless it has begun."""
    _one_at_a_time()
    if not Instruction.objects.exists():
        _agreement()


def _agreement() -> int:
    """The number that the record has then: 1, or 0 where no agreement was accepted."""
    rows = AgreementAcceptance.objects.filter(workspace_id=current_workspace())
    found = rows.order_by("accepted_at").first()
    if found is None:
        return 0
    Instruction.objects.create(
        number=1,
        kind="agreement",
        after=bytes(found.digest),
        changes={"agreement": {str(found.id): {"version": found.version}}},
        at=found.accepted_at,
        actor_kind="member",
    )
    return 1


def _one_at_a_time() -> None:
    with connections[current_scope().alias].cursor() as cursor:
        word = f"instructions|{current_workspace()}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 79))", [word])


def state(tables: tuple[type[CellModel], ...]) -> State:
    """What is set, without anything personal and without secrets: of columns that say nothing of a person."""
    return {
        model._meta.db_table: {
            str(row["id"]): {name: _plain(value) for name, value in row.items() if name not in LEFT_OUT}
            for row in model.objects.order_by("id").values(*_columns(model))
        }
        for model in tables
    }


def _columns(model: type[CellModel]) -> list[str]:
    fields = [one for one in model._meta.concrete_fields if isinstance(entry_of(one), Impersonal)]
    return [one.attname for one in fields if one.get_internal_type() != "BinaryField"]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST:
        return f"sha256:{hashlib.sha256(value.encode()).hexdigest()}"
    return value if isinstance(value, PLAIN) else str(value)


def difference(before: State, after: State) -> State:
    """Columns that changed, with what they are now; a row that went has none left."""
    found: State = {}
    for table, rows in after.items():
        was = before.get(table, {})
        changed: dict[str, dict[str, Any]] = {row: {} for row in was.keys() - rows.keys()}
        for row, now in rows.items():
            old = was.get(row, {})
            new = {name: value for name, value in now.items() if name not in old or old[name] != value}
            if new:
                changed[row] = new
        if changed:
            found[table] = changed
    return found


def digest(of: State) -> bytes:
    """SHA-256 of the settings as JSON with sorted keys."""
    text = json.dumps(of, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def _object(changes: State, given: Mapping[str, object]) -> tuple[str, UUID | None]:
    """The one row that changed, or the one that was ordered about."""
    rows = [(table, row) for table, found in changes.items() for row in found]
    if len(rows) == 1:
        return rows[0][0], UUID(rows[0][1])
    ordered = [one for one in given.values() if isinstance(one, CellModel)]
    if not changes and len(ordered) == 1:
        return ordered[0]._meta.db_table, ordered[0].id
    return "", None
