"""What the privacy notice says of the vendor's own workspace: read from the data map, as an archive is."""

from typing import Any

from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything, of_workspace
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import information

TEAM = frozenset({"support_agent", "employee"})
"""Of them alone the notice says nothing: members are told by their own employer."""


def of(entry: WorkspaceEntry) -> dict[str, Any]:
    """Purposes with their bases, kinds of data with their time, and who gets any of it."""
    with workspace_scope(entry.id):
        outside = [
            row.entry
            for row in of_workspace()
            if isinstance(row.entry, Personal) and not TEAM.issuperset(row.entry.subjects)
        ]
        who = recipients()
    accounts = [
        row.entry for row in everything() if row.plane == "control" and isinstance(row.entry, Personal)
    ]
    return {
        "purposes": information.purposes([*outside, *accounts]),
        "kinds": information.kinds(outside),
        "of_accounts": information.kinds(accounts),
        "recipients": who,
    }
