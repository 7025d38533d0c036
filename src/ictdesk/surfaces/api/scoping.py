"""What surrounds every view of the API: the caller's workspace, and one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api import idempotency
from ictdesk.surfaces.api.callers import Call

type View = Callable[..., Any]


def in_workspace(view: View) -> View:
    """Runs a view in its caller's scope. An error leaves the scope and takes with it all that was written."""

    @wraps(view)
    def run(request: Call, *args: Any, **kwargs: Any) -> Any:
        with workspace_scope(request.auth.workspace):
            if request.method == "POST":
                return idempotency.once(request, lambda: view(request, *args, **kwargs))
            return view(request, *args, **kwargs)

    return run
