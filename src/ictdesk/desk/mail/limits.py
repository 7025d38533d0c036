"""When a sender writes too much: what comes then is kept and collected in one place, and answered by nobody's program."""

from datetime import timedelta

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.kernel import clock
from ictdesk.kernel.vault import digests, keyring

AUTOMATIC = 5
AUTOMATIC_IN = timedelta(hours=1)
"""More than so many automatic mails of one sender are collected."""
ANY = 20
ANY_IN = timedelta(minutes=10)
"""More than so many mails of one sender are collected, whoever wrote them."""
IN_THREAD = 10
IN_THREAD_IN = timedelta(minutes=10)
"""After so many mails in one conversation nothing is sent there by itself."""
COLLECTED_FOR = timedelta(days=1)


def digest_of(address: str) -> bytes:
    """By which a sender is known without the address."""
    return digests.blind(keyring.index_key(), "email", digests.normal_address(address))


def is_too_much(mail: ReceivedMail) -> bool:
    """Whether this sender has written more than a person would. What comes back by a thread is not counted."""
    now = clock.now()
    of_sender = ReceivedMail.objects.filter(sender_digest=mail.sender_digest).exclude(id=mail.id)
    if of_sender.filter(created_at__gt=now - ANY_IN).count() >= ANY:
        return True
    automatic = of_sender.filter(automatic=True, created_at__gt=now - AUTOMATIC_IN)
    return mail.automatic and automatic.count() >= AUTOMATIC


def collection(mail: ReceivedMail) -> Conversation | None:
    """Where this sender's mails are collected: a conversation that began as such, never one of a person's."""
    first = (
        ReceivedMail.objects.filter(
            sender_digest=mail.sender_digest,
            inbox=mail.inbox_id,
            reason="collected",
            state="taken",
            created_at__gt=clock.now() - COLLECTED_FOR,
        )
        .select_related("conversation")
        .order_by("-created_at")
        .first()
    )
    return first.conversation if first else None


def is_busy(conversation: Conversation) -> bool:
    """Whether mails come in so fast here that a program may be at the other end."""
    newest = ReceivedMail.objects.filter(conversation=conversation, created_at__gt=clock.now() - IN_THREAD_IN)
    return bool(newest.count() > IN_THREAD)
