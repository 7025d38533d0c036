"""The one way to append messages: a set-based statement for any number of them in one workspace.

The gateway's batches and Django's commands run the same SQL. For each input, in the order given, it

- refuses (`refused`) when the sender has lost the right to write: a visitor's session that ended or
  belongs to another conversation, a mail that was taken in already, a member who is no longer active or only looks (a privacy officer
  may note), a key withdrawn; or when
  somebody else writes to a restricted person;
- answers a repeated `client_id` with the first result (`repeat`), or `conflict` when the body differs;
- refuses everybody (`ending`) once the workspace's end was asked for;
- else gives the next `seq` (and `public_seq`) under the row lock of the conversation, writes the message
  and its event, and moves the conversation on: times, reading, and out of *solved* or *snoozed*.

Inputs of one call must not hold the same (conversation, client_id) twice.

The workspace and the ids are named where the tables are read, although row-level security names the
workspace too, and what belongs to one input is looked up for it alone (`offset 0` keeps it so): so that a plan which
is made once, with unknown values and before the tables have grown, still goes by whole unique keys.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.kernel.ids import new_id
from ictdesk.kernel.vault import cipher
from ictdesk.kernel.vault.digests import blind

type Outcome = Literal["stored", "repeat", "conflict", "refused", "ending"]


@dataclass(slots=True)
class Draft:
    """A message that is ready to be stored: sealed, with the ids it will have."""

    id: UUID
    event_id: UUID
    conversation_id: UUID
    subject_id: UUID
    client_id: UUID
    note: bool
    author_kind: str
    author_id: UUID
    sender_id: UUID
    """What proves the right to write: a visitor's session, a mail that is being taken in, a member, an API key."""
    fingerprint: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """What became of a draft. `seq` counts as the author sees it; counters are the conversation's after it."""

    outcome: Outcome
    id: UUID
    seq: int
    public_seq: int | None
    at: datetime
    version: int
    visitor_version: int
    event_id: UUID
    reopened: bool


def draft(
    *,
    workspace: UUID,
    key: AESGCM,
    conversation_id: UUID,
    subject_id: UUID,
    client_id: UUID,
    text: str,
    note: bool,
    author_kind: str,
    author_id: UUID,
    sender_id: UUID,
) -> Draft:
    """Seals a text for the message that it will be. Takes 2 microseconds and no database."""
    message_id = new_id()
    return Draft(
        id=message_id,
        event_id=new_id(),
        conversation_id=conversation_id,
        subject_id=subject_id,
        client_id=client_id,
        note=note,
        author_kind=author_kind,
        author_id=author_id,
        sender_id=sender_id,
        fingerprint=fingerprint(workspace, client_id, text, note),
        body=cipher.seal(key, text.encode(), cipher.place(workspace, "message", "body", message_id)),
    )


def fingerprint(workspace: UUID, client_id: UUID, text: str, note: bool) -> bytes:
    """Tells a repeat from a conflict. Keyed by the random client id, so that equal texts do not look equal."""
    return blind(workspace.bytes + client_id.bytes, "note" if note else "public", text)


APPEND = """
with input as materialized (
  select * from unnest(
    %(ids)s::uuid[], %(event_ids)s::uuid[], %(conversations)s::uuid[], %(subjects)s::uuid[], %(client_ids)s::uuid[],
    %(notes)s::bool[], %(author_kinds)s::text[], %(author_ids)s::uuid[], %(senders)s::uuid[],
    %(fingerprints)s::bytea[], %(bodies)s::bytea[]
  ) with ordinality as t (id, event_id, conversation_id, subject_id, client_id,
    note, author_kind, author_id, sender_id, fingerprint, body, place)
), locked as materialized (
  select c.id, c.category, c.version, c.visitor_version, c.last_seq, c.last_public_seq, c.subject_id, c.contact_id
  from conversation c
  where c.workspace_id = %(workspace)s and c.id = any(%(conversations)s) order by c.id for no key update
), ending as materialized (
  select from workspace w where w.workspace_id = %(workspace)s and w.id = %(workspace)s and w.ends_at is not null
), judged as materialized (
  select i.*, l.contact_id, l.category, l.version as old_version, l.visitor_version as old_visitor_version,
    l.last_seq, l.last_public_seq, k.id as known_id, k.seq as known_seq, k.public_seq as known_public_seq,
    k.created_at as known_at, k.fingerprint = i.fingerprint as same,
    coalesce(l.subject_id = i.subject_id and case i.author_kind
      when 'contact' then not i.note and coalesce((
        select s.conversation_id = i.conversation_id and s.contact_id = i.author_id
          and s.revoked_at is null and s.expires_at > now()
        from visitor_session s where s.workspace_id = %(workspace)s and s.id = i.sender_id), (
        select r.conversation_id = i.conversation_id and r.contact_id = i.author_id and r.state = 'new'
        from received_mail r where r.workspace_id = %(workspace)s and r.id = i.sender_id))
      when 'member' then (
        select p.active and (p.role in ('owner', 'admin', 'agent') or i.note and p.role = 'privacy_officer')
        from member p where p.workspace_id = %(workspace)s and p.id = i.sender_id)
      when 'api' then (
        select a.revoked_at is null and (a.expires_at is null or a.expires_at > now())
        from api_key a where a.workspace_id = %(workspace)s and a.id = i.sender_id)
      else true end, false) and (i.author_kind = 'contact' or coalesce(current_setting('ictdesk.door', true), '') <> ''
        or exists (select from subject_key h where h.workspace_id = %(workspace)s and h.id = i.subject_id)) as allowed
  from input i
  left join locked l on l.id = i.conversation_id
  left join lateral (
    select x.id, x.seq, x.public_seq, x.created_at, x.fingerprint from message x
    where x.workspace_id = %(workspace)s and x.client_id = i.client_id and x.conversation_id = i.conversation_id
    offset 0) k on true
), fresh as materialized (
  select j.*,
    j.last_seq + row_number() over w as seq,
    case when j.note then null else j.last_public_seq + count(*) filter (where not j.note) over w end as public_seq,
    j.old_version + row_number() over w as version,
    j.old_visitor_version + count(*) filter (where not j.note) over w as visitor_version
  from judged j where j.allowed and j.known_id is null and not exists (select from ending)
  window w as (partition by j.conversation_id order by j.place rows between unbounded preceding and current row)
), total as (
  select conversation_id, count(*) as n, count(*) filter (where not note) as public,
    bool_or(author_kind = 'contact') as from_contact,
    max(place) filter (where not note and author_kind <> 'system') as last_public,
    (array_agg(id order by place desc))[1] as last_id,
    max(public_seq) filter (where author_kind = 'contact') as contact_seq,
    max(seq) filter (where author_kind in ('member', 'api') and not note) as agent_seq,
    max(seq) filter (where author_kind in ('member', 'api') and note) as note_seq
  from fresh group by conversation_id
), moved as (
  update conversation c set
    last_seq = c.last_seq + t.n, last_public_seq = c.last_public_seq + t.public,
    version = c.version + t.n, visitor_version = c.visitor_version + t.public,
    last_message_at = %(at)s, list_hour = date_trunc('hour', %(at)s::timestamptz, 'UTC'), last_message_id = t.last_id,
    contact_read_seq = greatest(c.contact_read_seq, t.contact_seq),
    agent_read_seq = greatest(c.agent_read_seq, t.agent_seq,
      case when c.agent_read_seq = c.last_seq and not t.from_contact then t.note_seq end),
    waiting_since = case
      when f.author_kind is null then c.waiting_since
      when f.author_kind = 'contact' then coalesce(c.waiting_since, %(at)s)
      else null end,
    first_response_at = case when f.author_kind in ('member', 'api')
      then coalesce(c.first_response_at, %(at)s) else c.first_response_at end,
    category = case when t.from_contact and c.category <> 'open' then 'open' else c.category end,
    category_at = case when t.from_contact and c.category <> 'open' then %(at)s else c.category_at end,
    status_id = case when t.from_contact and c.category <> 'open' then
      (select s.id from status s where s.workspace_id = %(workspace)s and s.category = 'open' order by s.position, s.id limit 1) else c.status_id end,
    snoozed_until = case when t.from_contact then null else c.snoozed_until end
  from total t left join fresh f on f.place = t.last_public
  where c.workspace_id = %(workspace)s and c.id = any(%(conversations)s) and c.id = t.conversation_id
  returning c.id
), stored as (
  insert into message (id, workspace_id, conversation_id, subject_id, seq, public_seq, note, author_kind, author_id,
    client_id, fingerprint, body, delivery, created_at)
  select f.id, %(workspace)s, f.conversation_id, f.subject_id, f.seq, f.public_seq, f.note, f.author_kind, f.author_id,
    f.client_id, f.fingerprint, f.body, 'stored', %(at)s
  from fresh f order by f.place
  returning id
), told as (
  insert into event (id, workspace_id, xid, kind, conversation_id, message_id, contact_id, version, visitor_version,
    actor_kind, actor_id, at)
  select f.event_id, %(workspace)s, ictdesk_xid(), 'message_appended', f.conversation_id, f.id, f.contact_id, f.version,
    case when f.note then null else f.visitor_version end, f.author_kind, f.author_id, %(at)s
  from fresh f order by f.place
  returning id
)
select j.place,
  case when not j.allowed then 'refused'
       when j.known_id is null then case when exists (select from ending) then 'ending' else 'stored' end
       when j.same then 'repeat' else 'conflict' end,
  coalesce(j.known_id, j.id), coalesce(j.known_seq, f.seq, 0), coalesce(j.known_public_seq, f.public_seq),
  coalesce(j.known_at, %(at)s), coalesce(f.version, j.old_version, 0),
  coalesce(f.visitor_version, j.old_visitor_version, 0),
  j.event_id, coalesce(f.author_kind = 'contact' and j.category <> 'open', false)
from judged j left join fresh f on f.place = j.place
order by j.place
"""


def parameters(workspace: UUID, drafts: list[Draft], at: datetime) -> dict[str, Any]:
    """The statement's parameters."""
    return {
        "workspace": workspace,
        "at": at,
        "ids": [d.id for d in drafts],
        "event_ids": [d.event_id for d in drafts],
        "conversations": [d.conversation_id for d in drafts],
        "subjects": [d.subject_id for d in drafts],
        "client_ids": [d.client_id for d in drafts],
        "notes": [d.note for d in drafts],
        "author_kinds": [d.author_kind for d in drafts],
        "author_ids": [d.author_id for d in drafts],
        "senders": [d.sender_id for d in drafts],
        "fingerprints": [d.fingerprint for d in drafts],
        "bodies": [d.body for d in drafts],
    }


def results(rows: list[tuple[Any, ...]]) -> list[Appended]:
    """The statement's answer, one for each draft, in their order."""
    return [Appended(*row[1:]) for row in rows]
