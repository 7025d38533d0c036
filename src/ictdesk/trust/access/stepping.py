"""One step of a grant: its row, its history, and a copy for either side's trail."""

from dataclasses import asdict, fields
from uuid import UUID

from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.trust.access.machine import Act, Course, Side, moved
from ictdesk.trust.access.models import AccessGrant, AccessStep

MOVES = ("state", "approved_by", "consented_by", "started_at", "ends_at", "ended_at")


def course_of(grant: AccessGrant) -> Course:
    """The row as the machine knows it."""
    said = {one.name: getattr(grant, one.name) for one in fields(Course) if one.name != "asked_by"}
    return Course(asked_by=grant.user_id, **said)


def step(grant_id: UUID, act: Act, side: Side, by: UUID | None, **whose: UUID) -> AccessStep:
    """Moves a grant, under its lock. `whose` narrows whose grant it may be.

    Raises `NotFound`, and what `machine.moved` raises.
    """
    with transaction.atomic(using=CONTROL):
        grant = AccessGrant.objects.select_for_update().filter(id=grant_id, **whose).first()
        if grant is None:
            raise NotFound
        after = asdict(moved(course_of(grant), act, by, clock.now()))
        for name in MOVES:
            setattr(grant, name, after[name])
        grant.save(update_fields=[*MOVES])
        return AccessStep.objects.create(grant=grant, act=act, side=side, by=by, at=clock.now())


def put_on_record(actor: Actor, done: AccessStep) -> None:
    """Into the trail of the workspace in scope. Once: a job that comes again adds nothing."""
    grant, once = done.grant, {"step": str(done.id)}
    if AuditRecord.objects.filter(object_id=grant.id, facts__contains=once).exists():
        return
    record(
        actor,
        f"access.{done.act}",
        "access_grant",
        grant.id,
        side=done.side,
        reference=grant.reference,
        purpose=grant.purpose,
        door=grant.door,
        writes=grant.writes,
        minutes=grant.minutes,
        **once,
    )


def tell_other_side(done: AccessStep) -> None:
    """Has the other side's trail get its copy, and whoever has to act told by mail."""
    defer("access.tell", step=done.id)
