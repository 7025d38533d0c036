"""Brings runs forward, a step at a time, whoever began them."""

from uuid import UUID

from ictdesk.kernel import guards
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import doors
from ictdesk.privacy.erasure.keeping import with_kept
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.erasure.steps import STEPS
from ictdesk.privacy.erasure.whom import person_of

US = System("erasure")


def advance(workspace: UUID, run_id: UUID) -> bool:
    """Does one step in a transaction of its own; False when nothing more can be done now."""
    with workspace_scope(workspace), doors.opened_wide("rights"):
        run: ErasureRun = ErasureRun.objects.select_for_update().find(id=run_id)
        if run.state == "done":
            return False
        person = with_kept(person_of(run))
        if run.step == "begin" and guards.reasons(sorted(person.subjects), guards.ERASURE):
            run.state = "held"
            run.save(update_fields=["state"])
            return False
        if run.step == "keys" and run.state == "held" and person.kept:
            return False
        run.state, run.trouble = "running", ""
        STEPS[run.step](run, person)
        run.save()
        if run.state == "done":
            record(US, "erasure.done", "erasure_run", run.id, ledger=run.ledger, keys=run.keys)
        return run.state == "running" or (run.state == "waiting" and run.step == "done")


def finish(workspace: UUID, run_id: UUID) -> None:
    """Goes on as far as it can. What fails is noted at the run, and tried again by whoever calls next."""
    try:
        while advance(workspace, run_id):
            pass
    except Exception as error:
        with workspace_scope(workspace):
            ErasureRun.objects.filter(id=run_id).update(trouble=type(error).__name__[:40])
        raise


def go_on(run_id: UUID) -> None:
    """Enqueues the job that brings it forward."""
    defer("erasure.run", once=f"erasure.{run_id}", in_order=f"erasure.{run_id}", run=run_id)
