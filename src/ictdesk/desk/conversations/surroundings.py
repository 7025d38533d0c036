"""What stands around the list of an inbox, in one statement: the moment, people, words, views and counts."""

from typing import Any, NamedTuple, TypedDict, cast
from uuid import UUID

from ictdesk.desk.conversations import counting, reading, rules
from ictdesk.desk.conversations.counting import Counts
from ictdesk.desk.conversations.filters import Filter
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.shapes import (
    Channel,
    ChoiceFieldShape,
    SavedViewShape,
    StatusShape,
    TagShape,
    TeamShape,
    TicketTypeShape,
)
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.errors import NotAllowed
from ictdesk.kernel.events.cursor import Place, cursor_key
from ictdesk.kernel.tenancy import current_scope

AROUND = f"""
with groups as ({counting.OPEN}), named as ({counting.MENTIONS})
select ictdesk_horizon(),
  (select json_agg(json_build_array(m.id, m.subject_id, encode(m.name, 'hex'), m.role) order by m.id)
    from member m where m.active),
  (select json_agg(json_build_object('id', s.id, 'name', s.name, 'category', s.category,
    'public_label', s.public_label) order by s.position, s.id) from status s),
  (select json_agg(json_build_object('id', i.id, 'name', i.name, 'channel', i.channel) order by i.id)
    from inbox i where i.active),
  (select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from team t),
  (select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name) from tag t),
  (select json_agg(json_build_object('id', y.id, 'name', y.name) order by y.position, y.id) from ticket_type y),
  (select json_agg(json_build_object('key', d.key, 'label', d.label, 'choices', d.choices) order by d.position, d.id)
    from attribute_definition d where d.about = 'ticket' and d.kind = 'choice'),
  (select json_agg(json_build_array(v.id, v.name, v.shared, v.owner_id, v.filter) order by v.name, v.id)
    from saved_view v where v.shared or v.owner_id = %(member)s::uuid),
  (select json_agg(json_build_array(g.assignee_id, g.inbox_id, g.team_id, g.count)) from groups g),
  (select json_agg(json_build_array(n.member_id, n.count)) from named n)
"""  # noqa: S608 - built from our own statements
"""All from one snapshot: the cursor is no later than anything that is shown beside it."""


class MemberShape(TypedDict):
    id: str
    name: str
    role: str


class InboxShape(TypedDict):
    id: str
    name: str
    channel: Channel


class Surroundings(NamedTuple):
    """The short lists of the workspace, and the cursor of the moment at which they were so."""

    cursor: str
    members: list[MemberShape]
    statuses: list[StatusShape]
    inboxes: list[InboxShape]
    teams: list[TeamShape]
    tags: list[TagShape]
    ticket_types: list[TicketTypeShape]
    choice_fields: list[ChoiceFieldShape]
    views: list[SavedViewShape]
    counts: Counts


def surroundings(*, actor: Actor) -> Surroundings:
    """For a page that shows an inbox; counts without those by tag. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    member = actor.id if isinstance(actor, Member) else None
    ((horizon, people, *lists, views, groups, named),) = reading.fetch(AROUND, {"member": member})
    statuses, inboxes, teams, tags, ticket_types, choice_fields = (found or [] for found in lists)
    return Surroundings(
        Place(horizon).seal(cursor_key(), current_scope().workspace),
        _members(people or []),
        statuses,
        inboxes,
        teams,
        tags,
        ticket_types,
        choice_fields,
        [_view(*row) for row in views or []],
        counting.folded(groups or [], named or [], []),
    )


def _members(rows: list[list[str]]) -> list[MemberShape]:
    """With their names opened; empty where the key was destroyed."""
    parsed = [(UUID(id_), UUID(subject), bytes.fromhex(name), role) for id_, subject, name, role in rows]
    opener = Opener.for_subjects(current_scope().workspace, (subject for _, subject, _, _ in parsed))
    return [
        {"id": str(id_), "name": opener.text(subject, "member", "name", id_, name), "role": role}
        for id_, subject, name, role in parsed
    ]


def _view(id_: str, name: str, shared: bool, owner: str, filter_: dict[str, Any]) -> SavedViewShape:
    shape = Filter.parse(filter_).shape()
    return cast(
        "SavedViewShape", {"id": id_, "name": name, "shared": shared, "owner": owner, "filter": shape}
    )
