"""What others read of erasures."""

from collections.abc import Collection
from typing import cast
from uuid import UUID

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import signing
from ictdesk.privacy.erasure import planning, rules
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject
from ictdesk.privacy.erasure.shapes import ErasureLine, ErasurePlan, ErasureRunShape


def runs_for(actor: Actor) -> CellQuerySet[ErasureRun]:
    """All runs. Raises `NotAllowed`."""
    if not rules.can_erase(actor):
        raise NotAllowed
    return ErasureRun.objects.all()  # type: ignore[no-any-return]


def plan_for(actor: Actor, subjects: Collection[UUID], mode: str) -> ErasurePlan:
    """What erasing whoever these keys belong to would do. Raises `NotAllowed`, `NotFound`."""
    runs = runs_for(actor).filter(subjects__person_id__in=subjects).exclude(state="done")
    person = person_of(subjects=subjects)
    if not person.contacts:
        raise NotFound
    plan, run = planning.plan(person, mode), runs.order_by("id").first()
    return {
        "goes": [_line(line) for line in plan.lines if line.fate.kind == "delete"],
        "stays": [_line(line) for line in plan.stays],
        "contacts": plan.contacts,
        "bytes": plan.bytes,
        "held": plan.held,
        "run": shown(run) if run else None,
    }


def _line(line: planning.Line) -> ErasureLine:
    return {"table": line.table, "rows": line.rows, "why": line.fate.why}


def shown(run: ErasureRun) -> ErasureRunShape:
    return cast(
        "ErasureRunShape",
        {
            "id": str(run.id),
            "mode": run.mode,
            "state": run.state,
            "started_at": rfc3339(run.started_at),
            "done_at": rfc3339(run.done_at) if run.done_at else None,
            "certificate": run.certificate,
            "signature": signing.text(bytes(run.signature)) if run.signature else None,
        },
    )


def of_case(case_id: UUID) -> list[ErasureRun]:
    """The runs that a case has brought about, oldest first."""
    return list(ErasureRun.objects.filter(case_id=case_id).order_by("id"))


def under_way(subjects: Collection[UUID]) -> bool:
    """Whether any run about these keys is not done."""
    return bool(ErasureRun.objects.filter(subjects__person_id__in=subjects).exclude(state="done").exists())


def put_away(subjects: Collection[UUID]) -> set[UUID]:
    """Those of these keys whose erasure waits for a hold to end, with everything else gone."""
    waiting = ErasureSubject.objects.filter(person_id__in=subjects, run__state="held", run__step="keys")
    return set(waiting.values_list("person_id", flat=True))
