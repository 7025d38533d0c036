"""A customer objects to a sub-processor, and takes it back (Art. 28(2) GDPR)."""

from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.ledger.appending import append
from ictdesk.trust.subprocessors import rules, states
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice


@command(allow=rules.can_object, while_ending=True)
def object_to_subprocessor(*, actor: Actor, provider: str) -> SubProcessorNotice:
    """From now on nothing of this workspace goes there: before its day and after it, until it is taken back.

    Raises `AlreadySo`, and `NotFound` for one that customers are not shown.
    """
    now = clock.now()
    with transaction.atomic():
        row, notice = _shown(provider)
        notice = notice or SubProcessorNotice(provider=row, workspace_id=current_workspace())
        if notice.objects_now:
            raise AlreadySo
        append("subprocessor.refused", facts={"provider": row.key})
        notice.objected_at, notice.taken_back_at = now, None
        notice.objector_id = actor.id if isinstance(actor, Member) else None
        notice.save()
    record(actor, "subprocessor.object", "sub_processor", row.id, provider=row.key)
    return notice


@command(allow=rules.can_object)
def take_back_subprocessor(*, actor: Actor, provider: str) -> SubProcessorNotice:
    """It may go there again, after its day. Raises `AlreadySo` where nobody objects, `NotFound`."""
    with transaction.atomic():
        row, notice = _shown(provider)
        if notice is None or not notice.objects_now:
            raise AlreadySo
        append("subprocessor.allowed", facts={"provider": row.key})
        notice.taken_back_at = clock.now()
        notice.save(update_fields=["taken_back_at"])
    record(actor, "subprocessor.take_back", "sub_processor", row.id, provider=row.key)
    return notice


def _shown(provider: str) -> tuple[SubProcessor, SubProcessorNotice | None]:
    """The row, and the workspace's own notice of it; one act of a workspace waits for the other. Raises `NotFound`."""
    row = SubProcessor.objects.select_for_update().filter(key=provider, state__in=states.SHOWN).first()
    if row is None:
        raise NotFound
    return row, SubProcessorNotice.objects.filter(provider=row, workspace_id=current_workspace()).first()
