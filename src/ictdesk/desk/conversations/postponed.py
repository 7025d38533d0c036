"""What happens when the time of a scheduled answer has come."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from ictdesk.desk.conversations import reading
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.commands.reply import note, write
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation, Message, ScheduledAnswer
from ictdesk.desk.conversations.shapes import ScheduledShape
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.queries import acting, opened
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_scope

OVERTAKEN = "This answer was scheduled before the customer wrote last, and has gone out now. Does it still fit what they say?"
NOT_SENT = "This scheduled answer did not go out: {why} It said:\n\n{text}"


def send(row: ScheduledAnswer, us: Actor) -> None:
    """Sends it, or says in the thread why not. The writer is told when the customer wrote meanwhile."""
    conversation, member, overtaken, text = row.conversation, row.member, is_overtaken(row), row.body
    client_id, files, quote = row.client_id, [UUID(id_) for id_ in row.files], row.quote
    row.delete()
    try:
        with transaction.atomic(using=current_scope().alias):
            write(acting(member), conversation, client_id, text, files, note=False, quote=quote)
    except DomainError as error:
        _tell(us, conversation, member, NOT_SENT.format(why=error.detail, text=text))
    else:
        if overtaken:
            _tell(us, conversation, member, OVERTAKEN)
    changed(lock(conversation.id), us, ConversationChanged)


def _tell(us: Actor, conversation: Conversation, member: Member, text: str) -> None:
    """A note that names the writer, as long as they are a member."""
    named = [member] if member.active else []
    note(actor=us, conversation=conversation, client_id=new_id(), text=text, mentions=named)


def is_overtaken(row: ScheduledAnswer) -> bool:
    """Whether the customer has written since it was."""
    since = Message.objects.filter(conversation=row.conversation_id, public_seq__gt=row.after_seq)
    return bool(since.filter(author_kind="contact").exists())


def shown(rows: Sequence[ScheduledAnswer]) -> list[ScheduledShape]:
    """As the team sees them, what goes out first before the rest."""
    names = {
        one.id: one.name for one in opened(Member.objects.filter(id__in={row.member_id for row in rows}))
    }
    wanted = [UUID(id_) for row in rows for id_ in row.files]
    files = {one["id"]: one for one in reading.files_shown(wanted)} if wanted else {}
    return [
        {
            "id": str(row.id),
            "author": {"id": str(row.member_id), "name": names.get(row.member_id, "")},
            "body": row.body,
            "due_at": rfc3339(row.due_at),
            "quote": row.quote,
            "overtaken": is_overtaken(row),
            "attachments": [files[id_] for id_ in row.files if id_ in files],
        }
        for row in rows
    ]


def waiting_in(conversation: Conversation) -> list[ScheduledShape]:
    """What waits in a conversation."""
    return shown(list(ScheduledAnswer.objects.filter(conversation=conversation).order_by("due_at", "id")))
