"""Rows of the inbox: read by one statement, by Django and by the gateway alike."""

import json
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.conversations.shapes import (
    ConversationForAgent,
    ConversationForVisitor,
    DueFor,
    PersonShape,
    PreviewShape,
    TicketShape,
)
from ictdesk.kernel.clock import rfc3339

PREVIEW_LENGTH = 140

ROWS = """
select c.id, c.version, c.visitor_version, c.channel, c.category, c.inbox_id, c.subject, c.subject_id,
  ct.id, ct.name, ct.subject_id,
  s.id, s.name, s.category, s.public_label,
  p.id, p.name, p.subject_id,
  c.team_id, array(select t.name from conversation_tag x
    join tag t on t.workspace_id = x.workspace_id and t.id = x.tag_id
    where x.workspace_id = c.workspace_id and x.conversation_id = c.id order by t.name),
  array(select distinct q.member_id from mention q
    where q.workspace_id = c.workspace_id and q.conversation_id = c.id order by 1),
  array(select distinct q.member_id from mention q
    where q.workspace_id = c.workspace_id and q.conversation_id = c.id and q.read_at is null order by 1),
  c.priority, c.last_seq, c.last_public_seq, c.contact_read_seq, c.agent_read_seq,
  (select r.public_seq from message r where r.workspace_id = c.workspace_id and r.conversation_id = c.id
    and r.seq <= c.agent_read_seq and not r.note order by r.seq desc limit 1),
  m.id, m.author_kind, m.note, m.body, m.subject_id, m.created_at, m.deleted_at,
  c.waiting_since, c.first_response_at, c.snoozed_until, c.created_at, c.last_message_at,
  c.number, y.id, y.name, c.due_at, c.due_for, c.merged_into_id,
  array(select f.member_id from follower f
    where f.workspace_id = c.workspace_id and f.conversation_id = c.id order by 1),
  array(select json_build_array(v.id, d.key, encode(v.value, 'hex'))::text from ticket_value v
    join attribute_definition d on d.workspace_id = v.workspace_id and d.id = v.definition_id
    where v.workspace_id = c.workspace_id and v.conversation_id = c.id and v.digest is not null
    order by d.position, d.id),
  not exists (select from subject_key k where k.workspace_id = c.workspace_id and k.id = c.subject_id)
from conversation c
join contact ct on ct.workspace_id = c.workspace_id and ct.id = c.contact_id
join status s on s.workspace_id = c.workspace_id and s.id = c.status_id
left join member p on p.workspace_id = c.workspace_id and p.id = c.assignee_id
left join ticket_type y on y.workspace_id = c.workspace_id and y.id = c.type_id
left join message m on m.workspace_id = c.workspace_id and m.id = c.last_message_id
where c.id = any(%(ids)s::uuid[])
"""


class Row(NamedTuple):
    """One answer of `ROWS`, in its order of columns."""

    id: UUID
    version: int
    visitor_version: int
    channel: str
    category: str
    inbox_id: UUID
    subject: bytes
    subject_id: UUID
    contact_id: UUID
    contact_name: bytes
    contact_subject: UUID
    status_id: UUID
    status_name: str
    status_category: str
    public_label: str
    assignee_id: UUID | None
    assignee_name: bytes | None
    assignee_subject: UUID | None
    team_id: UUID | None
    tags: list[str]
    mentioned: list[UUID]
    unseen_by: list[UUID]
    priority: str
    last_seq: int
    last_public_seq: int
    contact_read_seq: int
    agent_read_seq: int
    agent_read_public: int | None
    message_id: UUID | None
    author_kind: str | None
    note: bool | None
    body: bytes | None
    body_subject: UUID | None
    message_at: datetime | None
    deleted_at: datetime | None
    waiting_since: datetime | None
    first_response_at: datetime | None
    snoozed_until: datetime | None
    created_at: datetime
    last_message_at: datetime
    number: int | None
    type_id: UUID | None
    type_name: str | None
    due_at: datetime | None
    due_for: str
    merged_into: UUID | None
    followers: list[UUID]
    choices: list[str]
    restricted: bool
    """The database hides the key (see `kernel/vault/doors.py`): agents see that there is a conversation, and no more."""

    def subjects(self) -> tuple[UUID | None, ...]:
        """Whose keys are needed to show it."""
        return self.subject_id, self.contact_subject, self.assignee_subject, self.body_subject


def for_agent(row: Row, opener: Opener) -> ConversationForAgent:
    """What agents see of a conversation in a list. Of a restricted person's: that it is there."""
    row, opener = _seen(row, opener)
    return {
        "id": str(row.id),
        "version": row.version,
        "channel": row.channel,  # type: ignore[typeddict-item]  # a constraint keeps them
        "inbox_id": str(row.inbox_id),
        "subject": opener.text(row.subject_id, "conversation", "subject", row.id, row.subject),
        "contact": {
            "id": str(row.contact_id),
            "name": opener.text(row.contact_subject, "contact", "name", row.contact_id, row.contact_name),
        },
        "status": {
            "id": str(row.status_id),
            "name": row.status_name,
            "category": row.status_category,  # type: ignore[typeddict-item]
            "public_label": row.public_label,
        },
        "assignee": _assignee(row, opener),
        "team_id": str(row.team_id) if row.team_id else None,
        "tags": list(row.tags),
        "mentioned": [str(member) for member in row.mentioned],
        "unseen_by": [str(member) for member in row.unseen_by],
        "priority": row.priority,  # type: ignore[typeddict-item]
        "last_seq": row.last_seq,
        "last_public_seq": row.last_public_seq,
        "contact_read_seq": row.contact_read_seq,
        "agent_read_seq": row.agent_read_seq,
        "preview": _preview(row, opener),
        "waiting_since": _time(row.waiting_since),
        "first_response_at": _time(row.first_response_at),
        "snoozed_until": _time(row.snoozed_until),
        "created_at": rfc3339(row.created_at),
        "last_message_at": rfc3339(row.last_message_at),
        "followers": [str(member) for member in row.followers],
        "ticket": _ticket(row),
        "choices": [said for one in row.choices if (said := _choice(row, opener, one))],
        "restricted": row.restricted,
    }


def _seen(row: Row, opener: Opener) -> tuple[Row, Opener]:
    """Of a restricted person's: whose work it is and its state; not what is said, whether anything came, what is due."""
    if not row.restricted:
        return row, opener
    quiet: dict[str, Any] = {"message_id": None, "waiting_since": None, "due_at": None, "due_for": ""}
    quiet |= {"tags": [], "choices": [], "mentioned": [], "unseen_by": [], "agent_read_seq": row.last_seq}
    ours = {key: held for key, held in opener.keys.items() if key == row.assignee_subject}
    return row._replace(**quiet), Opener(opener.workspace, ours)


def for_visitor(row: Row, opener: Opener) -> ConversationForVisitor:
    """What the visitor sees of their conversation: a label and a first name, no more of the desk's inside."""
    assignee = _assignee(row, opener)
    return {
        "id": str(row.id),
        "label": row.public_label,
        "open": row.category != "solved",
        "agent_name": assignee["name"] if assignee else None,
        "contact_read_seq": row.contact_read_seq,
        "agent_read_seq": row.agent_read_public or 0,
        "last_seq": row.last_public_seq,
    }


def _assignee(row: Row, opener: Opener) -> PersonShape | None:
    if row.assignee_id is None:
        return None
    name = opener.text(row.assignee_subject, "member", "name", row.assignee_id, row.assignee_name)
    return {"id": str(row.assignee_id), "name": name}


def _ticket(row: Row) -> TicketShape | None:
    if row.number is None:
        return None
    return {
        "number": row.number,
        "type": {"id": str(row.type_id), "name": row.type_name or ""} if row.type_id else None,
        "due_at": _time(row.due_at),
        "due_for": cast("DueFor", row.due_for) if row.due_for else None,
        "merged_into": str(row.merged_into) if row.merged_into else None,
    }


def _choice(row: Row, opener: Opener, said: str) -> str:
    id_, key, value = json.loads(said)
    opened = opener.text(row.subject_id, "ticket_value", "value", UUID(id_), bytes.fromhex(value))
    return f"{key}:{json.loads(opened)}" if opened else ""


def _preview(row: Row, opener: Opener) -> PreviewShape | None:
    if row.message_id is None or row.author_kind is None or row.message_at is None:
        return None
    text = (
        "" if row.deleted_at else opener.text(row.body_subject, "message", "body", row.message_id, row.body)
    )
    return PreviewShape(
        author=row.author_kind,  # type: ignore[typeddict-item]
        note=bool(row.note),
        text=" ".join(text.split())[:PREVIEW_LENGTH],
        at=rfc3339(row.message_at),
    )


def _time(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None


def parse(rows: list[tuple[Any, ...]]) -> list[Row]:
    return [Row(*row) for row in rows]
