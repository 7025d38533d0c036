"""Whose data this is: planes, the workspace in scope, row-level security, the guard on queries.

It refuses to run anything on a cell's tables outside `workspace_scope`.
"""

from ictdesk.kernel.tenancy.scope import (
    NoScope,
    Scope,
    WrongScope,
    current_scope,
    current_workspace,
    scope_or_none,
    workspace_scope,
)
from ictdesk.kernel.tenancy.snapshot import workspace_snapshot

__all__ = [
    "NoScope",
    "Scope",
    "WrongScope",
    "current_scope",
    "current_workspace",
    "scope_or_none",
    "workspace_scope",
    "workspace_snapshot",
]
