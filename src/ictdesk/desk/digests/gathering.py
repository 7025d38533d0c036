"""From events to what members are told of. Keeps ids only; the same event again changes nothing."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from ictdesk.desk.conversations.models import Conversation, Follower, Mention, Message
from ictdesk.desk.digests import posting
from ictdesk.desk.digests.models import DigestChoice, DigestItem, LastAssignee
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.vault import keyring

DUE = frozenset({"due_soon", "overdue"})
YOUNG = timedelta(days=1)
MOVES = frozenset({"conversation_changed", "ticket_made", "message_appended"})


class Told(NamedTuple):
    """Whom an event is for, and as what."""

    member: UUID
    kind: str
    thread: UUID
    event: Seen


def gather(events: list[Seen]) -> int:
    """Keeps what is new for members who want to be mailed. Returns how many items those are."""
    wanting = dict(
        DigestChoice.objects.exclude(often="never")
        .filter(member__active=True)
        .values_list("member_id", "often")
    )
    if not wanting or not purposes.may("digests"):
        return 0
    now = clock.now()
    items = [
        DigestItem(
            member_id=one.member,
            kind=one.kind,
            event_id=one.event.id,
            conversation_id=one.thread,
            message_id=one.event.message_id,
            created_at=now,
        )
        for one in _told(events)
        if one.member in wanting
    ]
    DigestItem.objects.bulk_create(items, ignore_conflicts=True)
    for member in {one.member_id for one in items if wanting[one.member_id] == "at_once"}:
        posting.post(member)
    return len(items)


def _told(events: Iterable[Seen]) -> Iterator[Told]:
    about = [one for one in events if one.conversation_id]
    named = Conversation.objects.filter(id__in={e.conversation_id for e in about})
    threads = {one.id: one for one in keyring.in_reach(named)}
    said = {one.id: one for one in _messages(about)}
    for event in about:
        thread = threads.get(event.conversation_id)
        if thread and event.kind in DUE and thread.assignee_id:
            yield Told(thread.assignee_id, "due", thread.id, event)
        message = said.get(event.message_id) if event.kind == "message_appended" else None  # type: ignore[arg-type]
        if thread and message:
            yield from _of_message(message, thread, event)
    for thread in threads.values():
        yield from _of_assignee(thread, [e for e in about if e.conversation_id == thread.id])


def _messages(events: list[Seen]) -> list[Message]:
    """Without their words."""
    ids = {one.message_id for one in events if one.kind == "message_appended"}
    return list(Message.objects.filter(id__in=ids, deleted_at=None).defer("body"))


def _of_message(message: Message, thread: Conversation, event: Seen) -> Iterator[Told]:
    if message.note:
        named = Mention.objects.filter(message=message).exclude(member=message.author_id)
        for member in named.values_list("member_id", flat=True):
            yield Told(member, "mention", thread.id, event)
    elif message.author_kind == "contact":
        followers = set(Follower.objects.filter(conversation=thread).values_list("member_id", flat=True))
        for member in sorted(followers | ({thread.assignee_id} if thread.assignee_id else set())):
            yield Told(member, "reply", thread.id, event)


def _of_assignee(thread: Conversation, events: list[Seen]) -> Iterator[Told]:
    """Somebody it was given to, unless they took it themselves."""
    moves = [one for one in events if one.kind in MOVES]
    if not moves or not _is_new(thread, only_words=all(one.kind == "message_appended" for one in moves)):
        return
    actors = set(Event.objects.filter(id__in=[e.id for e in moves]).values_list("actor_id", flat=True))
    if thread.assignee_id and thread.assignee_id not in actors:
        yield Told(thread.assignee_id, "assigned", thread.id, moves[-1])


def _is_new(thread: Conversation, *, only_words: bool) -> bool:
    """Whether it is somebody else's than when it was last looked at; remembers whose it is.

    What is seen for the first time may be old, and somebody's since long: then words alone give it to nobody.
    """
    row = LastAssignee.objects.filter(conversation=thread).first()
    if row is None:
        LastAssignee.objects.create(conversation=thread, member_id=thread.assignee_id)
        return not only_words or thread.created_at > clock.now() - YOUNG
    if row.member_id == thread.assignee_id:
        return False
    row.member_id = thread.assignee_id
    row.save(update_fields=["member_id"])
    return True
