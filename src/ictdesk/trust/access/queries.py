"""What pages show of grants and of the register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.access import rules, vendor
from ictdesk.trust.access.machine import State
from ictdesk.trust.access.models import AccessGrant, AccessRule
from ictdesk.trust.access.stepping import course_of

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A grant as it stands now."""

    grant: AccessGrant
    state: State
    who: str
    approved_by: str
    workspace: str


def grants_here(actor: Actor) -> QuerySet[AccessGrant]:
    """Into the workspace in scope, newest first. Raises `NotAllowed`."""
    if not rules.can_answer(actor):
        raise NotAllowed
    return AccessGrant.objects.filter(workspace_id=current_workspace()).order_by("-asked_at", "-id")


def grants_of_vendor(actor: Actor) -> QuerySet[AccessGrant]:
    """All of them, newest first. Raises `NotFound` outside the vendor's workspace, and `NotAllowed`."""
    vendor.must_be_here()
    if not rules.can_ask(actor):
        raise NotAllowed
    return AccessGrant.objects.order_by("-asked_at", "-id")


def lines(grants: QuerySet[AccessGrant], most: int = NEWEST) -> list[Line]:
    """With who they are, in three queries."""
    rows, now = list(grants[:most]), clock.now()
    names = addresses_of({one.user_id for one in rows} | {one.approved_by for one in rows if one.approved_by})
    slugs = dict(
        WorkspaceEntry.objects.filter(id__in={one.workspace_id for one in rows}).values_list("id", "slug")
    )
    return [
        Line(
            one,
            course_of(one).at(now),
            names.get(one.user_id, ""),
            names.get(one.approved_by, "") if one.approved_by else "",
            slugs.get(one.workspace_id, ""),
        )
        for one in rows
    ]


def is_somebody_inside() -> bool:
    """Whether a grant runs in the workspace in scope."""
    return AccessGrant.objects.filter(
        workspace_id=current_workspace(), state="running", ends_at__gt=clock.now()
    ).exists()


def asks_for_consent() -> bool:
    """Whether the workspace in scope wants to be asked before each visit."""
    return AccessRule.objects.filter(workspace_id=current_workspace(), consent=True).exists()


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was opened or done."""

    at: datetime
    action: str
    kind: str
    about: UUID | None
    page: str


def looks(grant: AccessGrant, most: int = 200) -> list[Look]:
    """What was opened under a grant in the workspace in scope, newest first. Raises `NotFound` for one of another."""
    if grant.workspace_id != current_workspace():
        raise NotFound
    found = AuditRecord.objects.filter(facts__contains={"grant": str(grant.id)})
    if grant.started_at:
        found = found.filter(at__gte=grant.started_at)
    return [
        Look(one.at, one.action, one.object_kind, one.object_id, str(one.facts.get("page", "")))
        for one in found.order_by("-at", "-id")[:most]
    ]


def slug_of(grant: AccessGrant) -> str:
    """Address of the workspace that it leads into."""
    return WorkspaceEntry.find(id=grant.workspace_id).slug


def accounts_reported() -> tuple[datetime, list[str]] | None:
    """The newest report on accounts of the databases that fit nobody, with the vendor's workspace in scope."""
    found = AuditRecord.objects.filter(action="access.accounts").order_by("-at").first()
    return (found.at, str(found.facts.get("names", "")).split()) if found else None
