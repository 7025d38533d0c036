"""What is known of a conversation's mails."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.mail import facts
from ictdesk.desk.mail.shapes import ConversationMail
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.routes.conversations import ONE, found

router = Router(tags=["Messages"])


@router.get(f"{ONE}/mail", response=ConversationMail)
def mail(request: Call, conversation_id: UUID) -> ConversationMail:
    """Message by message: whether the sender's domain confirms it, its original as HTML, and how far an answer came."""
    return facts.of(found(request, conversation_id))
