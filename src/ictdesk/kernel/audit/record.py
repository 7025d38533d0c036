"""Adds to the audit trail, in the transaction of the act."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Engineer
from ictdesk.kernel.audit.models import AuditRecord


def record(
    actor: Actor, action: str, object_kind: str, object_id: UUID | None, **facts: str | int | bool | None
) -> None:
    """Records an act. `facts` are codes, ids and counts; free text does not belong here.

    What the vendor's people do is recorded with the grant that let them in.
    """
    if isinstance(actor, Engineer):
        facts["grant"] = str(actor.grant_id)
    AuditRecord.objects.create(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.id,
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        facts=facts,
    )
