"""What surrounds every view of the API: the caller's workspace, and one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from ninja import Schema

from ictdesk.kernel import visits
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.api import disclosing, idempotency
from ictdesk.surfaces.api.callers import Call

type View = Callable[..., Any]


def waits_outside(view: View) -> View:
    """Marks a view that asks somebody on the network: it returns what is left to do when its transaction is over.

    To ask twice is no harm, so these calls keep no answers for repeats.
    """
    setattr(view, "waits_outside", True)  # noqa: B010 - a function's type has no such attribute
    return view


def in_workspace(view: View) -> View:
    """Runs a view in its caller's scope. An error leaves the scope and takes with it all that was written."""

    @wraps(view)
    def run(request: Call, *args: Any, **kwargs: Any) -> Any:
        refuse_unknown_query(request, kwargs.get("asked"))
        if getattr(view, "waits_outside", False):
            with workspace_scope(request.auth.workspace):
                visits.note(request.auth.actor)
                then = view(request, *args, **kwargs)
            return then()
        with workspace_scope(request.auth.workspace):
            visits.note(request.auth.actor)
            if request.method == "POST":
                return idempotency.once(request, lambda: view(request, *args, **kwargs))
            answer = view(request, *args, **kwargs)
            disclosing.note(request, kwargs, answer)
            return answer

    return run


def refuse_unknown_query(request: Call, asked: Schema | None) -> None:
    """A misspelt filter must not answer as if there were none. Raises `Invalid`."""
    known = type(asked).model_fields if asked is not None else {}
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise Invalid(f"This call takes {', '.join(known) or 'nothing'} in its query, and nothing else.")
