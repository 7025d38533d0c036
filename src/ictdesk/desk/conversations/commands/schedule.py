"""Write an answer now that goes out later; change it, call it off, send what is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from ictdesk.desk.conversations import attaching, postponed, rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, ScheduledAnswer
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.desk.people import queries
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.vault import keyring

MOST = 20
FARTHEST = timedelta(days=366)


@command(allow=rules.can_schedule)
def schedule(
    *,
    actor: Actor,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    due_at: datetime,
    attachments: Sequence[UUID] = (),
    quote: bool = False,
) -> ScheduledAnswer:
    """Keeps an answer until it goes out. A repeat of the same `client_id` returns the first one.

    Raises `Invalid` or `TooLarge` for the text or the time, and `NotFound` for a file that is not the
    actor's own and free.
    """
    locked = lock(conversation.id)
    waiting = ScheduledAnswer.objects.filter(conversation=locked)
    known: ScheduledAnswer | None = waiting.filter(client_id=client_id).first()
    if known is not None:
        return known
    if waiting.count() >= MOST:
        raise Invalid(f"At most {MOST} answers wait in one conversation.")
    attaching.must_be_free(actor, locked, attachments)
    made = ScheduledAnswer(
        conversation=locked,
        subject_id=locked.subject_id,
        member=queries.oneself(actor),
        client_id=client_id,
        body=clean_text(text, may_be_empty=bool(attachments)),
        files=[str(id_) for id_ in attachments],
        quote=quote,
        due_at=_to_come(due_at),
        after_seq=locked.last_public_seq,
    )
    made.save()
    changed(locked, actor, ConversationChanged)
    return made


@command(allow=rules.can_change_scheduled)
def change_scheduled(
    *, actor: Actor, answer: ScheduledAnswer, text: str | None = None, due_at: datetime | None = None
) -> ScheduledAnswer:
    """Other words, by their writer alone, or another time. Raises as `schedule`, `NotFound` when it went out."""
    locked = lock(answer.conversation_id)
    fresh: ScheduledAnswer = ScheduledAnswer.objects.select_for_update().find(id=answer.id)
    if text is not None:
        fresh.body = clean_text(text, may_be_empty=bool(fresh.files))
        fresh.after_seq = locked.last_public_seq
    if due_at is not None:
        fresh.due_at = _to_come(due_at)
    fresh.save(update_fields=["body", "due_at", "after_seq"])
    changed(locked, actor, ConversationChanged)
    return fresh


@command(allow=rules.can_call_off)
def call_off(*, actor: Actor, answer: ScheduledAnswer) -> None:
    """It does not go out; its files go as those of no message. Raises `NotFound` when it went out already."""
    locked = lock(answer.conversation_id)
    ScheduledAnswer.objects.select_for_update().find(id=answer.id).delete()
    changed(locked, actor, ConversationChanged)


@command(allow=rules.can_tidy_up)
def send_scheduled(*, actor: Actor) -> int:
    """Sends what is due, in the name of whoever wrote it; returns how many went out or could not."""
    due = ScheduledAnswer.objects.filter(due_at__lte=clock.now()).order_by("due_at", "id")
    due = keyring.in_reach(due)
    rows = list(
        due.select_related("member", "conversation").select_for_update(skip_locked=True, of=("self",))[:50]
    )
    for row in rows:
        postponed.send(row, actor)
    return len(rows)


def _to_come(due_at: datetime) -> datetime:
    now = clock.now()
    if due_at.tzinfo is None or not now < due_at < now + FARTHEST:
        raise Invalid("An answer goes out at a time to come, within a year.")
    return due_at
