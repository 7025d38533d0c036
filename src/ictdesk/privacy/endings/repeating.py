"""After older data was restored: a workspace that has ended ends again."""

from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import doors
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey
from ictdesk.privacy.endings import removing
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.endings.steps import STEPS
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.replay import END, replays, sweeps


@replays(END)
def again(entries: list[Entry]) -> None:
    """Seats, keys, rows and files go before anything is served. A certificate that stands stays; else a worker issues it."""
    if not entries:
        return
    entry = WorkspaceEntry.find(id=current_workspace())
    run, _made = WorkspaceEnd.objects.get_or_create(
        workspace_id=entry.id, defaults={"slug": entry.slug, "ledger": entries[-1].sequence}
    )
    certified = run.state == "done"
    with doors.opened_wide("rights"):
        for step in ("stop", "keys"):
            STEPS[step](run)
        for model in removing.tables():
            while removing.remove(model) == removing.BATCH:
                pass
        STEPS["files"](run)
    if certified:
        WorkspaceEntry.objects.filter(id=entry.id).update(state="ended")
        return
    run.state, run.step = "waiting", "wait"
    run.save()


@sweeps(END)
def look(_entries: list[Entry]) -> list[str]:
    """Names tables with rows of the ended workspace, and keys that are there."""
    with doors.opened_wide("rights"):
        found = [f"rows in {name}" for name in removing.left()]
        alive = SubjectKey.objects.filter(wrapped__isnull=False).count() + WorkspaceKey.objects.count()
    return [*found, *([f"{alive} keys"] if alive else [])]
