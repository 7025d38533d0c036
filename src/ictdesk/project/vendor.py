"""`ictdesk vendor` makes the vendor's own workspace and lets its first owner in; `ictdesk plan` sets a workspace's plan.

`ictdesk doubt` tells a workspace what is against one of its instructions.
"""

from ictdesk.business.plans import setting
from ictdesk.business.vendor.founding import US, found
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.errors import AlreadyMember
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project.errors import StartupProblem
from ictdesk.trust.records import commands as records


def make(*, owner: str, name: str) -> None:
    """Repeating it changes nothing. Raises `StartupProblem` with the reason."""
    try:
        entry = found()
        if owner:
            with workspace_scope(entry.id):
                people.add_member(actor=US, email=owner, name=name or owner.partition("@")[0], role="owner")
    except AlreadyMember:
        return
    except DomainError as error:
        raise StartupProblem(error.detail) from error


def doubt(slug: str, number: int, against: str) -> None:
    """Raises `StartupProblem` for a workspace or an entry that is not there."""
    try:
        with workspace_scope(WorkspaceEntry.find(slug=slug).id):
            records.doubt_instruction(actor=US, number=number, against=against)
    except DomainError as error:
        raise StartupProblem(error.detail) from error


def set_plan(slug: str, key: str) -> None:
    """Raises `StartupProblem` for a workspace or a plan that is not there."""
    try:
        setting.set_plan(workspace_id=WorkspaceEntry.find(slug=slug).id, key="" if key == "none" else key)
    except DomainError as error:
        raise StartupProblem(error.detail) from error
