"""Who comes into a workspace, by page, API and socket alike: a member by their seat, or somebody who was let in for a time.

This is the one place that knows both. Whoever keeps access grants registers here; with nobody registered only members come in.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from ictdesk.desk.people import queries
from ictdesk.desk.people.models import Member, User
from ictdesk.kernel import visits
from ictdesk.kernel.actor import Engineer
from ictdesk.kernel.actor import Member as Acting
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy.models import WorkspaceEntry


class Guests(Protocol):
    """Keeps the grants; asked anew at every step, so that nothing outlives one."""

    def entry(self, user_id: UUID, slug: str) -> WorkspaceEntry | None:
        """The workspace with this address, if a grant of theirs runs there now."""

    def engineer(self, user_id: UUID) -> Engineer | None:
        """As whom they act in the workspace in scope."""


_guests: list[Guests] = []


def let_in_by(guests: Guests) -> None:
    _guests.append(guests)


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came in, with their row where they are a member."""

    actor: Acting | Engineer
    member: Member | None = None


def entry_for(user: User, slug: str) -> WorkspaceEntry:
    """The workspace with this address. Raises `NotFound`: absent, foreign, former and no longer let in look alike."""
    try:
        return queries.seat_of(user, slug)
    except NotFound:
        found = next((entry for one in _guests if (entry := one.entry(user.id, slug))), None)
        if found is None:
            raise
        return found


def entered(user: User) -> Entered:
    """Whom a signed-in user acts as in the workspace in scope. A membership comes first. Raises `NotFound`."""
    try:
        member = queries.member_of(user.id)
    except NotFound:
        guest = next((found for one in _guests if (found := one.engineer(user.id))), None)
        if guest is None:
            raise
        visits.note(guest)
        return Entered(guest)
    return Entered(queries.acting(member), member)
