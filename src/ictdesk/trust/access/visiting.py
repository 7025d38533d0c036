"""Whom a grant lets into the workspace in scope, asked of the database each time."""

from uuid import UUID

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Engineer
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.access import oncall
from ictdesk.trust.access.models import AccessGrant


class Visits:
    """`entering.Guests`: nothing is remembered, so that an end is an end."""

    def entry(self, user_id: UUID, slug: str) -> WorkspaceEntry | None:
        """The workspace with this address, if a grant of theirs runs there now."""
        running = AccessGrant.objects.filter(
            user_id=user_id, door="desk", state="running", ends_at__gt=clock.now()
        )
        return WorkspaceEntry.objects.filter(
            slug=slug, id__in=running.values("workspace_id"), state=""
        ).first()

    def engineer(self, user_id: UUID) -> Engineer | None:
        """As whom they act in the workspace in scope. Whoever left the register acts as nobody."""
        grant = AccessGrant.objects.filter(
            user_id=user_id,
            workspace_id=current_workspace(),
            door="desk",
            state="running",
            ends_at__gt=clock.now(),
        ).first()
        entry = oncall.entry_of(user_id) if grant else None
        if grant is None or grant.ends_at is None or entry is None or entry.lacks(clock.now().date()):
            return None
        return engineer_of(grant)


VISITS = Visits()


def engineer_of(grant: AccessGrant, who: UUID | None = None) -> Engineer:
    """The one whom it is for, or who of the vendor acted on it, named by the address of their account."""
    user_id = who or grant.user_id
    name = addresses_of([user_id]).get(user_id, "")
    return Engineer(user_id, grant.id, grant.writes, grant.ends_at or clock.now(), name)


def runs(grant: UUID) -> bool:
    """Whether a grant runs in the workspace in scope; for `kernel.visits`."""
    found = AccessGrant.objects.filter(
        id=grant, workspace_id=current_workspace(), state="running", ends_at__gt=clock.now()
    ).first()
    entry = oncall.entry_of(found.user_id) if found else None
    return entry is not None and not entry.lacks(clock.now().date())
