"""What a requester sees: their own tickets, in the words meant for them."""

from contextlib import nullcontext
from uuid import UUID

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations import following, messages, reading, rows
from ictdesk.desk.conversations.messages import MessageRow
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.opener import Opener
from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.desk.requesters.shapes import Corrected, GoesOn, RequestLine, RequestShown
from ictdesk.kernel import clock
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.kernel.vault import doors

MOST = 200
MOST_MESSAGES = 500


def session_by(digest: bytes) -> RequesterSession:
    """The session that is open under a token's digest. Raises `NotFound`."""
    found: RequesterSession = RequesterSession.objects.find(
        digest=digest, revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    return found


def requests_of(session: RequesterSession) -> CellQuerySet[Conversation]:
    """The tickets of everybody who is known by the address that was proven."""
    people = Identity.objects.filter(kind="email", digest=session.address, current=True).values("contact")
    return Conversation.objects.filter(contact__in=people, number__isnull=False)  # type: ignore[no-any-return]


def lines(session: RequesterSession) -> list[RequestLine]:
    """The newest first. Three queries."""
    newest = (
        requests_of(session).order_by("-list_hour", "-last_message_at", "id").values_list("id", flat=True)
    )
    with doors.opened("own"):
        found = reading.conversation_rows(list(newest[:MOST]))
        opener = Opener.for_subjects(current_workspace(), (row.subject_id for row in found))
    return [
        {
            "id": str(row.id),
            "number": row.number or 0,
            "subject": opener.text(row.subject_id, "conversation", "subject", row.id, row.subject),
            "label": row.public_label,
            "open": row.category != "solved",
            "at": row.last_message_at,
        }
        for row in found
    ]


def request_shown(session: RequesterSession, conversation_id: UUID) -> RequestShown:
    """One with its messages, without notes. Raises `NotFound` for what is not theirs."""
    found = requests_of(session).find(id=conversation_id)
    (row,) = reading.conversation_rows([found.id])
    asked = {"conversation": found.id, "after": 0, "before": 2**62, "limit": MOST_MESSAGES, "notes": False}
    with doors.opened_wide("own") if row.restricted else nullcontext():
        said, files, opener = reading.message_rows(messages.PAGE_BEFORE, asked)
        opener = Opener.for_subjects(current_workspace(), [*opener.keys, *row.subjects()])
    return {
        "conversation": rows.for_visitor(row, opener),
        "number": row.number or 0,
        "subject": opener.text(row.subject_id, "conversation", "subject", row.id, row.subject),
        "begun": rfc3339(row.created_at),
        "goes_on": _goes_on(session, found),
        "messages": [
            {
                **messages.for_visitor(one, files, opener),
                "in_copy": _in_copy(one, row.contact_id, opener),
                "corrections": _corrections(one, opener),
            }
            for one in sorted(said, key=lambda one: one.seq)
        ],
    }


def _in_copy(message: MessageRow, asked: UUID, opener: Opener) -> str | None:
    """The name of another person who takes part; None for whoever asked, and for the desk."""
    if message.author_kind != "contact" or message.author_row in (None, asked):
        return None
    return messages.author_of(message, opener)["name"]


def _corrections(message: MessageRow, opener: Opener) -> list[Corrected]:
    """Without who of the team wrote them."""
    return [{"text": one["text"], "at": one["at"]} for one in messages.corrections(message, opener)]


def _goes_on(session: RequesterSession, found: Conversation) -> GoesOn | None:
    """Where a request that was merged goes on, if that is theirs too."""
    end = following.end_of(found)
    if end.id == found.id or not requests_of(session).filter(id=end.id).exists():
        return None
    return {"id": str(end.id), "number": end.number or 0}
