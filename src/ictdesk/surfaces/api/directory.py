"""The short lists of a workspace that calls and pages refer to: people, states, ways in, words."""

from typing import cast

from ictdesk.desk.conversations import fields
from ictdesk.desk.conversations.shapes import (
    Channel,
    ChoiceFieldShape,
    StatusCategory,
    StatusShape,
    TagShape,
    TeamShape,
    TicketTypeShape,
)
from ictdesk.desk.people import queries as people
from ictdesk.desk.workspaces.models import CannedReply, Inbox, Status, Tag, Team, TicketType
from ictdesk.kernel.actor import Actor
from ictdesk.surfaces.api.shapes import CannedReplyShape, InboxShape, MemberShape


def members(actor: Actor) -> list[MemberShape]:
    """The active members. Raises `NotAllowed`."""
    return [{"id": str(one.id), "name": one.name, "role": one.role} for one in people.members_of(actor)]


def statuses() -> list[StatusShape]:
    """The workspace's states, in its order."""
    return [status(one) for one in Status.objects.order_by("position", "id")]


def status(one: Status) -> StatusShape:
    return {
        "id": str(one.id),
        "name": one.name,
        "category": cast("StatusCategory", one.category),
        "public_label": one.public_label,
    }


def inboxes() -> list[InboxShape]:
    """The ways in that are open."""
    return [
        {"id": str(one.id), "name": one.name, "channel": cast("Channel", one.channel)}
        for one in Inbox.objects.filter(active=True).order_by("id")
    ]


def tags() -> list[TagShape]:
    return [
        {"id": str(id_), "name": name} for id_, name in Tag.objects.order_by("name").values_list("id", "name")
    ]


def ticket_types() -> list[TicketTypeShape]:
    """The workspace's kinds of work, in its order."""
    return [ticket_type(one) for one in TicketType.objects.order_by("position", "id")]


def choice_fields() -> list[ChoiceFieldShape]:
    """The fields of tickets by whose choices a list can be narrowed."""
    return [
        {"key": one.key, "label": one.label, "choices": list(one.choices)}
        for one in fields.all_fields().filter(kind="choice")
    ]


def ticket_type(type_: TicketType) -> TicketTypeShape:
    return {"id": str(type_.id), "name": type_.name}


def canned_replies(actor: Actor) -> list[CannedReplyShape]:
    """What is offered to an actor, by shortcut. Raises `NotAllowed`."""
    mine = people.teams_of(actor)
    rows = CannedReply.objects.order_by("shortcut")
    return [canned_reply(one) for one in rows if mine is None or one.team_id is None or one.team_id in mine]


def canned_reply(reply: CannedReply) -> CannedReplyShape:
    return {
        "id": str(reply.id),
        "shortcut": reply.shortcut,
        "title": reply.title,
        "body": reply.body,
        "team": str(reply.team_id) if reply.team_id else None,
    }


def teams() -> list[TeamShape]:
    return [
        {"id": str(id_), "name": name}
        for id_, name in Team.objects.order_by("name").values_list("id", "name")
    ]
