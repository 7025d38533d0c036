"""Have a person erased."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

from ictdesk.kernel import clock, guards
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.privacy.erasure import rules, running
from ictdesk.privacy.erasure.models import ErasureRun, ErasureSubject

type Mode = Literal["erase", "statistics"]
type Cause = Literal["case", "purge", "retention"]


@command(allow=rules.can_erase, while_ending=True)
def erase(
    *,
    actor: Actor,
    subjects: Collection[UUID],
    mode: Mode = "erase",
    cause: Cause = "purge",
    case_id: UUID | None = None,
) -> ErasureRun:
    """Begins a run for whoever these keys belong to, with all that was merged into them; a job brings it forward.

    An open request or a hold has a case's run wait; anything else is refused: raises `Restricted` with the reason.
    Raises `AlreadySo` while a run of the same person is under way, `NotFound` for keys of nobody.
    """
    person = person_of(subjects=subjects)
    if not person.contacts:
        raise NotFound
    held = guards.reasons(sorted(person.subjects), guards.ERASURE)
    if held and cause != "case":
        raise Restricted(held[0])
    if ErasureSubject.objects.filter(person_id__in=person.subjects).exclude(run__state="done").exists():
        raise AlreadySo("This person is being erased.")
    run = ErasureRun(
        mode=mode,
        cause=cause,
        case_id=case_id,
        made_by=actor.id if isinstance(actor, Member) else None,
        contacts=[str(id_) for id_ in sorted(person.contacts)],
        digests=[digest.hex() for digest in sorted(person.digests)],
        started_at=clock.now(),
    )
    run.save()
    ErasureSubject.objects.bulk_create(ErasureSubject(run=run, person_id=one) for one in person.subjects)
    record(
        actor, "erasure.begin", "erasure_run", run.id, mode=mode, cause=cause, contacts=len(person.contacts)
    )
    running.go_on(run.id)
    return run
