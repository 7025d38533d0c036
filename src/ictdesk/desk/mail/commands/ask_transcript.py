"""Have all that was said mailed to the customer."""

from datetime import timedelta

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations.changing import lock
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import rules, transcripts
from ictdesk.desk.mail.models import Transcript
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, TooManyRequests

MOST, WITHIN = 3, timedelta(hours=24)


@command(allow=rules.can_ask_transcript, while_ending=True)
def ask_transcript(*, actor: Actor, conversation: Conversation) -> Transcript:
    """It goes to the customer's own address, whoever asks, and holds what the customer could read.

    Raises `Conflict` where no address is known, `TooManyRequests` after three in a day, `PurposeOff`.
    """
    purposes.ask("transcripts")
    locked = lock(conversation.id)
    if not Identity.objects.filter(contact=locked.contact_id, kind="email", current=True).exists():
        raise Conflict("No e-mail address of the customer is known.")
    now = clock.now()
    recent = Transcript.objects.filter(conversation=locked, created_at__gt=now - WITHIN)
    if recent.count() >= MOST:
        raise TooManyRequests(retry_after=3600)
    made: Transcript = Transcript.objects.create(
        conversation=locked, contact_id=locked.contact_id, up_to=locked.last_seq, due_at=now
    )
    transcripts.enqueue(made)
    record(actor, "transcript.ask", "conversation", locked.id)
    return made
