"""Under which access grant the workspace in scope is looked at, for what outlives the look: a signed address.

Whoever keeps the grants registers who is asked whether one still runs; with nobody registered none does.
"""

from collections.abc import Callable
from uuid import UUID

from ictdesk.kernel.actor import Actor, Engineer
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_scope, scope_or_none

type Runs = Callable[[UUID], bool]
"""Takes a grant's id, with its workspace in scope."""

_asked: list[Runs] = []


def kept_by(runs: Runs) -> None:
    _asked.append(runs)


def note(actor: Actor) -> None:
    """Notes in the scope under which grant it is looked at, if it is."""
    if isinstance(actor, Engineer):
        current_scope().visit = actor.grant_id


def current() -> UUID | None:
    """The grant of the scope; None outside one too: what is signed there is for nobody's visit."""
    scope = scope_or_none()
    return scope.visit if scope else None


def must_run(grant: UUID | None) -> None:
    """Raises `NotFound` for what was signed under a grant that is over."""
    if grant is not None and not any(runs(grant) for runs in _asked):
        raise NotFound
