"""The one way to start conversations on somebody's behalf: a set-based statement for any number of them in one workspace.

The gateway's batches and Django's commands run the same SQL, as with `append`. For each input it

- refuses (`refused`) when the sender has lost the right to start, the contact went into another or is sealed
  under another key, the inbox is closed, or the type of ticket is gone;
- answers `repeat` for a conversation that is there already: a lost connection may have committed it;
- else writes conversation, first message and event at once, and numbers tickets from the workspace's counter: whoever
  wants a number after it waits from here to the commit, and for nothing else.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.desk.conversations import append
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.vault import cipher


@dataclass(slots=True)
class Start:
    """A conversation that is ready to be stored, with its first message."""

    contact_id: UUID
    inbox_id: UUID
    type_id: UUID | None
    ticket: bool
    title: bytes
    message: Draft


@dataclass(frozen=True, slots=True)
class Started:
    """What became of it. `appended` is the first message's part; the rest is the conversation's."""

    appended: Appended
    number: int | None
    channel: str
    status_id: UUID


def start(
    *,
    workspace: UUID,
    key: AESGCM,
    contact_id: UUID,
    subject_id: UUID,
    inbox_id: UUID,
    client_id: UUID,
    text: str,
    title: str,
    ticket: bool,
    type_id: UUID | None,
    note: bool,
    author: tuple[str, UUID, UUID],
) -> Start:
    """Seals texts for the rows that they will be in. `author`: kind, id, and what proves the right."""
    conversation_id = new_id()
    kind, author_id, sender_id = author
    message = append.draft(
        workspace=workspace,
        key=key,
        conversation_id=conversation_id,
        subject_id=subject_id,
        client_id=client_id,
        text=text,
        note=note,
        author_kind=kind,
        author_id=author_id,
        sender_id=sender_id,
    )
    place = cipher.place(workspace, "conversation", "subject", conversation_id)
    return Start(contact_id, inbox_id, type_id, ticket, cipher.seal(key, title.encode(), place), message)


START = """
with input as materialized (
  select * from unnest(
    %(contacts)s::uuid[], %(inboxes)s::uuid[], %(types)s::uuid[], %(tickets)s::bool[], %(titles)s::bytea[],
    %(ids)s::uuid[], %(event_ids)s::uuid[], %(conversations)s::uuid[], %(subjects)s::uuid[], %(client_ids)s::uuid[],
    %(notes)s::bool[], %(author_kinds)s::text[], %(author_ids)s::uuid[], %(senders)s::uuid[],
    %(fingerprints)s::bytea[], %(bodies)s::bytea[]
  ) with ordinality as t (contact_id, inbox_id, type_id, ticket, title, id, event_id, conversation_id, subject_id,
    client_id, note, author_kind, author_id, sender_id, fingerprint, body, place)
), status_first as materialized (
  select s.id from status s where s.workspace_id = %(workspace)s and s.category = 'open' order by s.position, s.id limit 1
), ending as materialized (
  select from workspace w where w.workspace_id = %(workspace)s and w.id = %(workspace)s and w.ends_at is not null
), off as materialized (
  select from workspace w where w.workspace_id = %(workspace)s and w.id = %(workspace)s and case jsonb_typeof(w.purposes -> 'programs')
    when 'boolean' then not (w.purposes -> 'programs')::bool
    when 'string' then now() >= (w.purposes ->> 'programs')::timestamptz else false end
), judged as materialized (
  select i.*, s.id as status_id, k.number as known_number, k.id is not null as known,
    case when i.ticket and b.mail_local <> '' and exists (
      select 1 from identity a where a.workspace_id = %(workspace)s and a.contact_id = i.contact_id
        and a.kind = 'email' and a.current)
      then 'mail' else b.channel end as channel,
    coalesce(b.id is not null and s.id is not null and (
      select c.subject_id = i.subject_id and c.merged_into_id is null
      from contact c where c.workspace_id = %(workspace)s and c.id = i.contact_id)
      and (i.type_id is null or exists (
        select 1 from ticket_type y where y.workspace_id = %(workspace)s and y.id = i.type_id))
      and exists (select from subject_key h where h.workspace_id = %(workspace)s and h.id = i.subject_id)
      and case i.author_kind
        when 'member' then (
          select p.active and p.role in ('owner', 'admin', 'agent')
          from member p where p.workspace_id = %(workspace)s and p.id = i.sender_id)
        when 'api' then (
          select a.revoked_at is null and (a.expires_at is null or a.expires_at > now()) and not exists (select from off)
          from api_key a where a.workspace_id = %(workspace)s and a.id = i.sender_id)
        else i.author_kind = 'system' end, false) as allowed
  from input i
  left join status_first s on true
  left join lateral (
    select x.id, x.channel, x.mail_local from inbox x
    where x.workspace_id = %(workspace)s and x.id = i.inbox_id and x.active offset 0) b on true
  left join lateral (
    select x.id, x.number from conversation x
    where x.workspace_id = %(workspace)s and x.id = i.conversation_id offset 0) k on true
), fresh as materialized (
  select j.*, count(*) filter (where j.ticket) over (order by j.place) as nth,
    count(*) filter (where j.ticket) over () as all_tickets
  from judged j where j.allowed and not j.known and not exists (select from ending)
), counted as (
  insert into ticket_counter (id, workspace_id, last)
  select %(counter)s::uuid, %(workspace)s, count(*) from fresh where ticket having count(*) > 0
  on conflict (workspace_id) do update set last = ticket_counter.last + excluded.last returning last
), numbered as materialized (
  select f.*, case when f.ticket then (select last from counted) - f.all_tickets + f.nth end as number from fresh f
), opened as (
  insert into conversation (id, workspace_id, contact_id, subject_id, inbox_id, channel, subject, status_id, category,
    category_at, priority, number, type_id, due_for, first_response_at, last_message_at, list_hour, last_message_id,
    last_seq, last_public_seq, version, visitor_version, contact_read_seq, agent_read_seq, created_at)
  select n.conversation_id, %(workspace)s, n.contact_id, n.subject_id, n.inbox_id, n.channel, n.title, n.status_id, 'open',
    %(at)s, 'normal', n.number, n.type_id, '',
    case when n.author_kind <> 'system' and not n.note then %(at)s::timestamptz end,
    %(at)s, date_trunc('hour', %(at)s::timestamptz, 'UTC'), n.id,
    1, case when n.note then 0 else 1 end, 1, case when n.note then 0 else 1 end, 0,
    case when n.author_kind = 'system' then 0 else 1 end, %(at)s
  from numbered n order by n.place
  returning id
), stored as (
  insert into message (id, workspace_id, conversation_id, subject_id, seq, public_seq, note, author_kind, author_id,
    client_id, fingerprint, body, delivery, created_at)
  select n.id, %(workspace)s, n.conversation_id, n.subject_id, 1, case when n.note then null else 1 end, n.note,
    n.author_kind, n.author_id, n.client_id, n.fingerprint, n.body, 'stored', %(at)s
  from numbered n order by n.place
  returning id
), told as (
  insert into event (id, workspace_id, xid, kind, conversation_id, message_id, contact_id, version, visitor_version,
    actor_kind, actor_id, at)
  select n.event_id, %(workspace)s, ictdesk_xid(), 'message_appended', n.conversation_id, n.id, n.contact_id, 1,
    case when n.note then null else 1 end, n.author_kind, n.author_id, %(at)s
  from numbered n order by n.place
  returning id
)
select j.place,
  case when not j.allowed then 'refused' when j.known then 'repeat'
       when exists (select from ending) then 'ending' else 'stored' end,
  j.id, 1, case when j.note then null else 1 end, %(at)s::timestamptz, 1, case when j.note then 0 else 1 end,
  j.event_id, false, coalesce(j.known_number, n.number), j.channel, j.status_id
from judged j left join numbered n on n.place = j.place
order by j.place
"""


def parameters(workspace: UUID, starts: list[Start], at: datetime) -> dict[str, Any]:
    """The statement's parameters."""
    return append.parameters(workspace, [one.message for one in starts], at) | {
        "counter": new_id(),
        "contacts": [one.contact_id for one in starts],
        "inboxes": [one.inbox_id for one in starts],
        "types": [one.type_id for one in starts],
        "tickets": [one.ticket for one in starts],
        "titles": [one.title for one in starts],
    }


def results(rows: list[tuple[Any, ...]]) -> list[Started]:
    """The statement's answer, one for each start, in their order."""
    return [Started(Appended(*row[1:10]), *row[10:]) for row in rows]
