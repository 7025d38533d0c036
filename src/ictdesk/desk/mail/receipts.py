"""The confirmation that a first mail came: a fixed text, and seldom, so that it can flood nobody.

Anybody can write under anybody's address: whoever owns it gets at most one confirmation a day, without a
word of the mail's in it.
"""

from datetime import timedelta
from uuid import UUID, uuid5

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import limits
from ictdesk.desk.mail.models import MailSetting, ReceivedMail
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock, purposes, restricting
from ictdesk.kernel.actor import System
from ictdesk.kernel.vault import keyring

US = System("mail.receipt")
EACH_IN = timedelta(days=1)
MOST = 60
MOST_IN = timedelta(hours=1)
"""So many in the whole workspace."""
NAME = "{{workspace.name}}"
CLIENT = UUID("6f3d7b0e-51a4-4d0e-9a55-5a6f0f5c1c1d")


def text_for(mail: ReceivedMail) -> str:
    """What this mail is answered with at once; empty where it is not."""
    setting = MailSetting.objects.filter(inbox=mail.inbox_id).first()
    if setting is None or not setting.receipt or not purposes.may("receipts") or not _may(mail):
        return ""
    return str(setting.receipt.replace(NAME, workspaces.workspace().name))


def confirm(mail: ReceivedMail, conversation: Conversation) -> None:
    """Writes the confirmation into the conversation; from there it goes out as any answer does."""
    text = "" if keyring.restricted({conversation.subject_id}) else text_for(mail)
    if text:
        mail.receipted = True
        mail.save(update_fields=["receipted"])
        conversations.reply(
            actor=US, conversation=conversation, client_id=uuid5(CLIENT, str(mail.id)), text=text
        )


def say_unread(mail: ReceivedMail, conversation: Conversation, sender: str) -> None:
    """Has whoever is restricted told that what they wrote is kept and read by nobody (RFC 3834: no program is told)."""
    theirs = mail.contact_id == conversation.contact_id and not mail.reason
    if theirs and sender and not mail.automatic and keyring.restricted({conversation.subject_id}):
        restricting.mail_came(conversation.subject_id, sender, mail.message_id)


def _may(mail: ReceivedMail) -> bool:
    if mail.automatic or mail.reason or mail.sender_digest is None:
        return False
    now = clock.now()
    sent = ReceivedMail.objects.filter(receipted=True)
    to_them = sent.filter(sender_digest=mail.sender_digest, created_at__gt=now - EACH_IN)
    return not to_them.exists() and sent.filter(created_at__gt=now - MOST_IN).count() < MOST


def may_follow(conversation: Conversation) -> bool:
    """Whether a program may write into this conversation: nothing automatic answers what is automatic."""
    newest = ReceivedMail.objects.filter(conversation=conversation).order_by("-created_at").first()
    return newest is None or not (newest.automatic or limits.is_busy(conversation))
