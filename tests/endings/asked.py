"""Workspaces whose end was asked for."""

from ictdesk.desk.workspaces.commands import ask_end
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import House


def asked(house: House) -> Workspace:
    """The owner asks."""
    with workspace_scope(house.id):
        return ask_end(actor=house.people[next(iter(house.people))].actor, name=workspace().name)
