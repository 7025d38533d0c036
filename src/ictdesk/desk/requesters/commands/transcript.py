"""Have a request of one's own mailed to oneself."""

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.mail.models import Transcript
from ictdesk.desk.requesters import queries, rules
from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import NotFound


@command(allow=rules.own, while_ending=True)
def mail_request(*, actor: Actor, session: RequesterSession, conversation: Conversation) -> Transcript:
    """To the address of whoever the request is from. Raises `NotFound` for what is not theirs, and as `ask_transcript`."""
    if not queries.requests_of(session).filter(id=conversation.id).exists():
        raise NotFound
    asker = Visitor(session.id, conversation.contact_id, conversation.id)
    made: Transcript = mails.ask_transcript(actor=asker, conversation=conversation)
    return made
