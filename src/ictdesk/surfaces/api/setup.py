"""The workspace's settings as the API tells them. Who may read conversations may read how the desk is set up."""

from typing import cast

from ictdesk.desk.conversations.retelling import tags_counted
from ictdesk.desk.conversations.shapes import Channel
from ictdesk.desk.mail import addresses
from ictdesk.desk.people import queries as people
from ictdesk.desk.people import rules
from ictdesk.desk.people.models import ApiKey, Member
from ictdesk.desk.workspaces import calendar
from ictdesk.desk.workspaces.models import Inbox, Notice, SigningKey, Tag, Team, Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.surfaces.api.shapes_setup import (
    ApiKeyShape,
    HolidaysShape,
    InboxWhole,
    MemberWhole,
    NoticeShape,
    PrechatShape,
    SigningKeyShape,
    TagWhole,
    TeamWhole,
    WorkspaceWhole,
)


def must_see(actor: Actor) -> None:
    """Raises `NotAllowed` for who may not know how the desk is set up."""
    if not rules.can_see_members(actor):
        raise NotAllowed


def teams(actor: Actor) -> list[TeamWhole]:
    """Every team by name, with its active members. Raises `NotAllowed`."""
    return [
        {"id": str(team.id), "name": team.name, "members": [str(one.id) for one in members]}
        for team, members in people.teams_whole(actor)
    ]


def team(actor: Actor, wanted: Team) -> TeamWhole:
    (found,) = (one for one in teams(actor) if one["id"] == str(wanted.id))
    return found


def tags() -> list[TagWhole]:
    """Every tag by name."""
    return [{"id": str(one.id), "name": one.name, "conversations": count} for one, count in tags_counted()]


def tag(wanted: Tag) -> TagWhole:
    (found,) = (one for one in tags() if one["id"] == str(wanted.id))
    return found


def workspace(row: Workspace) -> WorkspaceWhole:
    now = clock.now()
    opens = calendar.opens_at(row, now)
    return {
        "name": row.name,
        "color": row.color,
        "greeting": row.greeting,
        "offline_text": row.offline_text,
        "time_zone": row.time_zone,
        "hours": row.hours,
        "open": calendar.is_open(row, now),
        "opens_at": clock.rfc3339(opens) if opens else None,
    }


def holidays(row: Workspace) -> HolidaysShape:
    ahead = calendar.next_closed_days(row, clock.now())
    return {
        "holidays_of": row.holidays_of,
        "closed_days": row.closed_days,
        "ahead": [{"day": day.isoformat(), "name": name} for day, name in ahead],
    }


def inbox(row: Inbox, settings: Workspace) -> InboxWhole:
    return {
        "id": str(row.id),
        "name": row.name,
        "channel": cast("Channel", row.channel),
        "active": row.active,
        "widget_key": row.widget_key,
        "allowed_origins": row.allowed_origins,
        "prechat": cast("list[PrechatShape]", row.prechat),
        "mail": addresses.address_of(row, settings) if row.mail_local else "",
    }


def notice(row: Notice) -> NoticeShape:
    return {
        "version": row.version,
        "text": row.text,
        "privacy_url": row.privacy_url,
        "published_at": clock.rfc3339(row.published_at),
    }


def api_key(row: ApiKey) -> ApiKeyShape:
    return {
        "id": str(row.id),
        "name": row.name,
        "scopes": row.scopes,
        "made_by": str(row.made_by_id),
        "created_at": clock.rfc3339(row.created_at),
        "expires_at": clock.rfc3339(row.expires_at) if row.expires_at else None,
        "last_used_on": row.last_used_on.isoformat() if row.last_used_on else None,
    }


def signing_key(row: SigningKey) -> SigningKeyShape:
    return {"id": str(row.id), "created_at": clock.rfc3339(row.created_at)}


def members(actor: Actor) -> list[MemberWhole]:
    """The active members, longest first. Raises `NotAllowed`."""
    return shown(actor, people.members_of(actor))


def member(actor: Actor, row: Member) -> MemberWhole:
    return shown(actor, people.opened([row]))[0]


def shown(actor: Actor, rows: list[Member]) -> list[MemberWhole]:
    runs = rules.may(actor, "member.manage")
    known = people.addresses_of(one.user_id for one in rows) if runs else {}
    return [
        {"id": str(one.id), "name": one.name, "role": one.role, "email": known.get(one.user_id)}
        for one in rows
    ]
