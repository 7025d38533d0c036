"""Every read of people that more than one caller needs."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from ictdesk.desk.people import rules, secrets
from ictdesk.desk.people.models import ApiKey, Member, Seat, TeamMember, User
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel import actor as actors
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed, NotFound, Unauthorised
from ictdesk.kernel.ids import workspace_of
from ictdesk.kernel.tenancy import current_workspace, workspace_scope
from ictdesk.kernel.tenancy.models import CellQuerySet, WorkspaceEntry
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.tenancy.planned import planned_cursor
from ictdesk.kernel.vault import keyring

# ---- control plane ---------------------------------------------------------------------------


def seats_of(user: User) -> list[WorkspaceEntry]:
    """The workspaces in which a user has a seat, by address."""
    seats = Seat.objects.filter(user=user).values("workspace_id")
    return list(WorkspaceEntry.objects.filter(id__in=seats).order_by("slug"))


def seat_of(user: User, slug: str) -> WorkspaceEntry:
    """The workspace with this address. Raises `NotFound` when there is none or the user has no seat in it."""
    seats = Seat.objects.filter(user=user).values("workspace_id")
    return WorkspaceEntry.find(slug=slug, id__in=seats)


def addresses_of(users: Iterable[UUID]) -> dict[UUID, str]:
    """The e-mail addresses of accounts."""
    return dict(User.objects.filter(id__in=list(users)).values_list("id", "email"))


def actor_for(user: User, slug: str) -> tuple[WorkspaceEntry, actors.Member]:
    """Whom a signed-in user acts as in a workspace. Raises `NotFound`: absent, foreign and former look alike."""
    entry = seat_of(user, slug)
    with workspace_scope(entry.id):
        return entry, acting(member_of(user.id))


# ---- with the workspace in scope -------------------------------------------------------------


def members_for(actor: Actor) -> CellQuerySet[Member]:
    """The members that an actor may see. Raises `NotAllowed`."""
    if not rules.can_see_members(actor):
        raise NotAllowed
    return Member.objects.order_by("id")  # type: ignore[no-any-return]


def named(actor: Actor, ids: Iterable[UUID]) -> list[Member]:
    """These members. Raises `NotFound` when one of them is not there."""
    wanted = set(ids)
    found = list(members_for(actor).filter(id__in=wanted))
    if len(found) != len(wanted):
        raise NotFound
    return found


def members_of(actor: Actor) -> list[Member]:
    """The active members, longest first, with their names opened in one query."""
    return opened(members_for(actor).filter(active=True))


def opened(members: Iterable[Member]) -> list[Member]:
    """The same members with readable names; empty where the key was destroyed."""
    rows = list(members)
    alive = keyring.subject_keys({row.subject_id for row in rows})
    for row in rows:
        if row.subject_id not in alive:
            row.name = ""
    return rows


def lead() -> Member | None:
    """The data protection lead, as long as they are a member who may answer people."""
    found: Member | None = Member.objects.filter(active=True).exclude(lead="").first()
    return found if found and rules.may_lead(found) else None


def lead_id() -> UUID | None:
    found = lead()
    return found.id if found else None


def lead_addresses() -> tuple[str, ...]:
    """Where those are written to who look after people's rights: the lead, else the privacy officers, else the owners."""
    active = Member.objects.filter(active=True)
    named = lead()
    users = (
        [named.user_id]
        if named
        else [*active.filter(role="privacy_officer").values_list("user_id", flat=True)]
        or [*active.filter(role="owner").values_list("user_id", flat=True)]
    )
    return tuple(sorted(addresses_of(users).values()))


def member_of(user_id: UUID) -> Member:
    """The active membership of a user in this workspace. Raises `NotFound`."""
    found: Member = Member.objects.find(user_id=user_id, active=True)
    return found


def teams_of(actor: Actor) -> set[UUID] | None:
    """The teams of a member; None for whoever looks past teams: programs, owners and admins. Raises `NotAllowed`."""
    if not rules.can_see_members(actor):
        raise NotAllowed
    if not isinstance(actor, actors.Member) or rules.may(actor, "workspace.manage"):
        return None
    return set(TeamMember.objects.filter(member_id=actor.id).values_list("team_id", flat=True))


def members_in(team: Team) -> list[UUID]:
    """The ids of a team's members."""
    return list(TeamMember.objects.filter(team=team).values_list("member_id", flat=True))


def active_in(team: Team) -> list[UUID]:
    """The ids of those who still are members of the workspace."""
    return list(TeamMember.objects.filter(team=team, member__active=True).values_list("member_id", flat=True))


def teams_whole(actor: Actor) -> list[tuple[Team, list[Member]]]:
    """Every team by name, with its active members. Raises `NotAllowed`."""
    known = {member.id: member for member in members_of(actor)}
    seats: dict[UUID, list[Member]] = {}
    for team_id, member_id in TeamMember.objects.values_list("team_id", "member_id").order_by("id"):
        if member_id in known:
            seats.setdefault(team_id, []).append(known[member_id])
    return [(team, seats.get(team.id, [])) for team in Team.objects.order_by("name")]


def teams_shown(actor: Actor) -> list[tuple[Team, list[str]]]:
    """The same with the members' names alone."""
    return [(team, [member.name for member in members]) for team, members in teams_whole(actor)]


def subject_of(actor: Actor) -> UUID:
    """The subject of the member who acts, or who made the key: under whose key an answer about no visitor is kept.

    Raises `NotFound`.
    """
    if isinstance(actor, actors.ApiKey):
        made: ApiKey = ApiKey.objects.select_related("made_by").find(id=actor.id)
        found: Member = made.made_by
    else:
        found = Member.objects.find(id=actor.id)
    return found.subject_id


def oneself(actor: Actor) -> Member:
    """The row of the member who acts. Raises `NotAllowed` for anybody who is no member."""
    if not isinstance(actor, actors.Member):
        raise NotAllowed
    found: Member = Member.objects.find(id=actor.id, active=True)
    return found


def acting(member: Member) -> actors.Member:
    """A member as the one who acts."""
    return actors.Member(member.id, member.role, member.name)  # type: ignore[arg-type]  # a constraint keeps the roles


def keys_for(actor: Actor) -> CellQuerySet[ApiKey]:
    """The API keys that an actor may manage. Raises `NotAllowed`."""
    if not rules.can_manage_keys(actor):
        raise NotAllowed
    return ApiKey.objects.order_by("-created_at", "id")  # type: ignore[no-any-return]


def workspace_of_key(secret: str) -> UUID:
    """The workspace that an API key claims to open. Raises `Unauthorised` for another form, or for none of ours."""
    workspace = workspace_of(secret, secrets.PREFIX)
    if workspace is None:
        raise Unauthorised
    try:
        home_of(workspace)
    except NotFound as error:
        raise Unauthorised from error
    return workspace


HOLDER = """
select a.id, a.scopes::text as scopes, a.last_used_on from api_key a
where a.workspace_id = %(workspace)s and a.digest = %(digest)s and a.revoked_at is null
  and (a.expires_at is null or a.expires_at > %(now)s)
"""
"""Of a key that is known, not withdrawn and has not ended: one row, with what `holder_asked` asks."""


def holder_asked(secret: str) -> dict[str, Any]:
    """The parameters of `HOLDER`."""
    return {"workspace": current_workspace(), "digest": secrets.digest(secret), "now": clock.now()}


def held(row: tuple[UUID, str, date | None] | None) -> actors.ApiKey:
    """Whom the row of `HOLDER` lets act; notes the day of the use. Raises `Unauthorised` without one, `PurposeOff`."""
    if row is None:
        raise Unauthorised
    purposes.ask("programs")
    id_, scopes, last_used_on = row
    today = clock.now().date()
    if last_used_on != today:
        ApiKey.objects.filter(id=id_).update(last_used_on=today)
    return actors.ApiKey(id_, frozenset(json.loads(scopes)))


def key_holder(secret: str) -> actors.ApiKey:
    """Whom an API key lets act, in its workspace's scope. Raises `Unauthorised`: unknown, ended or withdrawn."""
    with planned_cursor() as cursor:
        cursor.execute(HOLDER, holder_asked(secret))
        return held(cursor.fetchone())
