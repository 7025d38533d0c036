"""Brings an end forward, a step at a time, whoever began it."""

from uuid import UUID

from django.db import transaction

from ictdesk.kernel import clock, closing
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.tenancy import current_scope, workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.kernel.vault import doors
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.endings.steps import STEPS


def advance(workspace: UUID) -> bool:
    """Does one step; False when nothing more can be done now.

    It spans two planes: the cell is committed first, so a crash between the two repeats the step.
    """
    with transaction.atomic(using=CONTROL):
        run = WorkspaceEnd.objects.select_for_update().get(workspace_id=workspace)
        if run.state == "done":
            return False
        before, run.state, run.trouble = run.step, "running", ""
        with workspace_scope(workspace) as scope, doors.opened_wide("rights"):
            if before == "begin" and (scope.ends_at is None or scope.ends_at > clock.now()):
                return False  # it was taken back
            STEPS[before](run)
        run.save()
        return run.state == "running" or (run.state == "waiting" and run.step == "done")


def finish(workspace: UUID) -> None:
    """Goes on as far as it can. What fails is noted at the run, and tried again by whoever calls next."""
    try:
        while _ready(workspace) and advance(workspace):
            pass
    except Exception as error:
        WorkspaceEnd.objects.filter(workspace_id=workspace).update(trouble=type(error).__name__[:40])
        raise


def _ready(workspace: UUID) -> bool:
    """Before anything goes, what binds the workspace to others ends: that waits for them, so no transaction does."""
    if WorkspaceEnd.objects.filter(workspace_id=workspace, step="stop").exists():
        for contract in closing.contracts():
            contract.end(workspace)
    return True


def go_on() -> None:
    """Enqueues the job that brings the end of the workspace in scope forward, if its day has come or it has begun."""
    scope = current_scope()
    due = scope.ends_at is not None and scope.ends_at <= clock.now()
    entry = WorkspaceEntry.find(id=scope.workspace)
    if due:
        WorkspaceEnd.objects.get_or_create(workspace_id=entry.id, defaults={"slug": entry.slug})
    if due or entry.state == "ending":
        defer("endings.run", once="endings.run", in_order="endings.run")
