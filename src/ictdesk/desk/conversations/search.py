"""Search over sealed messages: keyed digests of words find them, the opened text decides.

A reader of the event stream fills the token table in batches. A digest is 64 bits, so a collision is
possible and shows nothing: every hit is opened and checked against the words that were asked for.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TypedDict
from uuid import UUID

from ictdesk.desk.conversations import messages, reading
from ictdesk.desk.conversations.models import Message, SearchToken
from ictdesk.desk.conversations.queries import messages_for
from ictdesk.desk.conversations.shapes import ConversationForAgent, MessageForAgent
from ictdesk.desk.people.rules import may
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import digests, keyring

MOST_WORDS = 12
CANDIDATES = 400
PIECE = 40
"""How many messages are opened at once: a page is 25."""
MOST_COUNTED = 1_000
"""Beyond so many messages a word is common, however many more there are."""
NEWEST = UUID(int=2**128 - 1)
MARK = {"token": 0, "conversation_id": UUID(int=0), "message_id": UUID(int=0)}
"""The row that says that a workspace's words are all there."""


class Hit(TypedDict):
    conversation: ConversationForAgent
    message: MessageForAgent


def search(*, actor: Actor, text: str, limit: int = 25) -> list[Hit]:
    """Messages that hold every word, newest first. Raises `NotAllowed`, and `Invalid` without a word."""
    if not may(actor, "search"):
        raise NotAllowed
    words = digests.words(text)[:MOST_WORDS]
    if not words:
        raise Invalid("Type at least one word.")
    shown = list(islice(_hits(actor, words), limit))
    ids = list(dict.fromkeys(UUID(hit["conversation_id"]) for hit in shown))
    rows = {row["id"]: row for row in reading.conversations_shown(ids)}
    return [{"conversation": rows[hit["conversation_id"]], "message": hit} for hit in shown]


def holds(body: str, words: list[str]) -> bool:
    """Whether a text really has all the words."""
    return set(words) <= set(digests.words(body))


RARITY = """
select t.token, (select count(*) from (
  select 1 from search_token s where s.workspace_id = %(workspace)s and s.token = t.token limit %(most)s) x)
from unnest(%(tokens)s::bigint[]) t (token) order by 2, 1
"""
FIND = """
select s.message_id from search_token s
where s.workspace_id = %(workspace)s and s.token = %(rarest)s and s.message_id < %(before)s
  and not exists (select 1 from unnest(%(others)s::bigint[]) o (token) where not exists (
    select 1 from search_token t
    where t.workspace_id = %(workspace)s and t.token = o.token and t.message_id = s.message_id))
order by s.message_id desc limit %(limit)s
"""
"""Walks the index of the rarest word from its newest message on, and looks the other words up for each."""


def _hits(actor: Actor, words: list[str]) -> Iterator[MessageForAgent]:
    """Newest first. Opened in pieces, since the first page is nearly always in the first."""
    key = keyring.index_key()
    tokens = [digests.token(key, word) for word in words]
    workspace, before = current_workspace(), NEWEST
    if len(tokens) > 1:
        ranked = {"workspace": workspace, "tokens": tokens, "most": MOST_COUNTED}
        tokens = [token for token, _ in reading.fetch(RARITY, ranked)]
    asked = {"workspace": workspace, "rarest": tokens[0], "others": tokens[1:], "limit": PIECE}
    for _ in range(CANDIDATES // PIECE):
        found = [row[0] for row in reading.fetch(FIND, asked | {"before": before})]
        visible = messages_for(actor).filter(id__in=found, deleted_at__isnull=True)
        shown = reading.messages_shown(visible.values_list("id", flat=True)) if found else []
        for hit in sorted(shown, key=lambda hit: hit["id"], reverse=True):
            if holds(hit["body"], words):
                yield hit
        if len(found) < PIECE:
            return
        before = found[-1]


FILL = """
with said as (select * from unnest(%(messages)s::uuid[], %(conversations)s::uuid[], %(tokens)s::text[])
  as x (message_id, conversation_id, tokens)
), made as (
  insert into search_token (id, workspace_id, token, conversation_id, message_id)
  select encode(overlay(uuid_send(gen_random_uuid()) placing %(now)s::bytea from 1), 'hex')::uuid,
    %(workspace)s, t::bigint, s.conversation_id, s.message_id
  from said s, string_to_table(s.tokens, ' ') t on conflict do nothing returning 1
) select count(*) from made
"""
"""Ids that begin with the time, as all others, so that new rows lie together in their index."""


def index(ids: list[UUID]) -> int:
    """Makes the tokens of these messages anew; returns how many. What cannot be opened gets none."""
    rows, _, opener = reading.message_rows(messages.BY_ID, {"ids": ids})
    key = keyring.index_key()
    SearchToken.objects.filter(message_id__in=ids).delete()
    said = [
        (row.id, row.conversation_id, " ".join(map(str, tokens)))
        for row in rows
        if row.deleted_at is None
        and (tokens := digests.tokens(key, opener.text(row.subject_id, "message", "body", row.id, row.body)))
    ]
    told = {
        "workspace": current_workspace(),
        "now": new_id().bytes[:6],
        "messages": [one[0] for one in said],
        "conversations": [one[1] for one in said],
        "tokens": [one[2] for one in said],
    }
    return int(reading.fetch(FILL, told)[0][0]) if said else 0


def is_lost() -> bool:
    """Whether the token table was emptied, as PostgreSQL does with unlogged tables after a crash.

    Each filling leaves a mark in the table itself, which goes with it; new words alone do not bring it back.
    """
    return (
        not SearchToken.objects.filter(**MARK).exists() and Message.objects.filter(deleted_at=None).exists()
    )


def rebuild() -> int:
    """Makes the whole workspace's tokens anew: after a crash or a restore the unlogged table is empty."""
    made = sum(index([id_]) for id_ in Message.objects.values_list("id", flat=True).iterator(chunk_size=500))
    SearchToken.objects.get_or_create(**MARK)
    return made
