"""What the job and the page of download note."""

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.export import holding, rules
from ictdesk.privacy.export.models import Bundle


@command(allow=rules.only_the_software, while_ending=True)
def note_begun(*, actor: Actor, bundle: Bundle) -> Bundle:
    """Its making begins, or begins again after a worker was killed. Raises `Conflict` for any other state."""
    row = holding.held(bundle)
    if row.state not in ("waiting", "building"):
        raise Conflict
    row.state, row.done, row.total = "building", 0, 0
    row.save(update_fields=["state", "done", "total"])
    return row


@command(allow=rules.only_the_software, while_ending=True)
def note_progress(*, actor: Actor, bundle: Bundle, done: int, total: int) -> None:
    """How far it is."""
    Bundle.objects.filter(id=bundle.id, state="building").update(done=done, total=total)


@command(allow=rules.only_the_software, while_ending=True)
def note_failed(*, actor: Actor, bundle: Bundle) -> None:
    """It could not be made; a member may have it tried again."""
    Bundle.objects.filter(id=bundle.id, state__in=["waiting", "building"]).update(state="failed")
    record(actor, "bundle.failed", "rights_request", bundle.request_id, variant=bundle.variant)


@command(allow=rules.only_the_software, while_ending=True)
def note_fetched(*, actor: Actor, bundle: Bundle) -> None:
    """The person took it: each time is on record, the first in the row."""
    Bundle.objects.filter(id=bundle.id, fetched_at__isnull=True).update(fetched_at=clock.now())
    record(actor, "bundle.fetched", "rights_request", bundle.request_id, variant=bundle.variant)
