"""Reads of the record of instructions and of assessments."""

from datetime import datetime
from typing import Any, TypedDict

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.trust.records import rules
from ictdesk.trust.records.instructions import State
from ictdesk.trust.records.models import ImpactAssessment, Instruction, InterestAssessment, RecordSnapshot


def must_read(actor: Actor) -> None:
    """Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed


def instructions_for(actor: Actor, *, area: str = "") -> CellQuerySet[Instruction]:
    """Newest first. Raises `NotAllowed`."""
    must_read(actor)
    rows = Instruction.objects.order_by("-number")
    return rows.filter(area=area) if area else rows  # type: ignore[no-any-return]


def assessments_for(actor: Actor, key: str) -> CellQuerySet[InterestAssessment]:
    """Newest first. Raises `NotAllowed`."""
    must_read(actor)
    return InterestAssessment.objects.filter(key=key).order_by("-version")  # type: ignore[no-any-return]


def snapshots_for(actor: Actor) -> CellQuerySet[RecordSnapshot]:
    """Newest first. Raises `NotAllowed`."""
    must_read(actor)
    return RecordSnapshot.objects.order_by("-number")  # type: ignore[no-any-return]


def impacts_for(actor: Actor, key: str) -> CellQuerySet[ImpactAssessment]:
    """Newest first. Raises `NotAllowed`."""
    must_read(actor)
    return ImpactAssessment.objects.filter(key=key).order_by("-version")  # type: ignore[no-any-return]


def in_force(actor: Actor, at: datetime) -> State:
    """The settings that the record knows of, as they were at a moment. Raises `NotAllowed`."""
    state: State = {}
    rows = instructions_for(actor).filter(at__lte=at, kind="change").order_by("number")
    for changes in rows.values_list("changes", flat=True):
        for table, found in changes.items():
            _fold(state.setdefault(table, {}), found)
    return state


def _fold(rows: dict[str, dict[str, Any]], changes: dict[str, dict[str, Any]]) -> None:
    for row, columns in changes.items():
        if columns:
            rows[row] = rows.get(row, {}) | columns
        else:
            rows.pop(row, None)


class InstructionShape(TypedDict):
    """`before` and `after` are SHA-256 of the settings of the area; `changes` says what is set now, by table, row and column."""

    number: int
    kind: str
    area: str
    command: str
    object_kind: str
    object_id: str | None
    before: str | None
    after: str | None
    changes: dict[str, Any]
    words: str
    at: str
    actor_kind: str
    actor_id: str | None


def shape_of(row: Instruction) -> InstructionShape:
    """An entry as it is handed out: codes, ids, digests, and what was set."""
    return {
        "number": row.number,
        "kind": row.kind,
        "area": row.area,
        "command": row.command,
        "object_kind": row.object_kind,
        "object_id": str(row.object_id) if row.object_id else None,
        "before": bytes(row.before).hex() if row.before else None,
        "after": bytes(row.after).hex() if row.after else None,
        "changes": row.changes,
        "words": row.words,
        "at": rfc3339(row.at),
        "actor_kind": row.actor_kind,
        "actor_id": str(row.actor_id) if row.actor_id else None,
    }
