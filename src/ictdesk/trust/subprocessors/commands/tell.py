"""Note that a customer was told: its period begins with that day."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.trust.subprocessors import rules, states
from ictdesk.trust.subprocessors.models import SubProcessorNotice


@command(allow=rules.only_the_software, while_ending=True)
def note_told(*, actor: Actor, provider: str, way: str) -> SubProcessorNotice:
    """`way`: mail or page. Raises `NotFound`, and `AlreadySo` for whom it was noted: the first time counts."""
    now = clock.now()
    rows = SubProcessorNotice.objects.select_related("provider").filter(workspace_id=current_workspace())
    row = rows.filter(provider__key=provider, days__gt=0).first()
    if row is None:
        raise NotFound
    day = states.effective_on(now.date(), row.days)
    told = SubProcessorNotice.objects.filter(id=row.id, told_at=None)
    if not told.update(told_at=now, way=way, effective_on=day):
        raise AlreadySo
    record(actor, "subprocessor.told", "sub_processor", row.provider_id, provider=provider, way=way)
    row.told_at, row.way, row.effective_on = now, way, day
    return row
