"""Workspaces whose day has come, and what a worker would do with them."""

from datetime import timedelta

from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.cache import LIFETIME
from ictdesk.privacy.endings import running
from ictdesk.privacy.endings.models import WorkspaceEnd
from tests.endings.asked import asked
from tests.world import House


def due(house: House) -> None:
    """The owner asked, and the days of grace are over."""
    asked(house)
    with workspace_scope(house.id):
        Workspace.objects.update(ends_at=clock.now() - timedelta(minutes=1))


def run(house: House) -> WorkspaceEnd:
    """The periodic job, and the one that it enqueues."""
    with workspace_scope(house.id):
        running.go_on()
    running.finish(house.id)
    return WorkspaceEnd.objects.get(workspace_id=house.id)


def finished(house: House) -> WorkspaceEnd:
    """Also once no process can hold a key any more."""
    run(house)
    long_ago = clock.now() - timedelta(seconds=LIFETIME + 1)
    WorkspaceEnd.objects.filter(workspace_id=house.id).update(keys_gone_at=long_ago)
    return run(house)
