"""Who wrote a mail, as a contact and as somebody who acts.

An address is a claim: a new thread is of a new contact, and opens nobody's history.
"""

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.conversations import opening
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import copies
from ictdesk.desk.mail.models import ReceivedMail
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import Invalid


def begin(mail: ReceivedMail, address: str, name: str, subject: str) -> Conversation:
    """A new conversation with a new contact, who is known by the address if it is one."""
    contact = contacts.make_contact(
        actor=Visitor(mail.id, None, None), name=name or address.partition("@")[0][:80]
    )
    if address:
        try:
            contacts.claim_email(actor=Visitor(mail.id, contact.id, None), contact=contact, address=address)
        except Invalid:  # the envelope of what cannot be read may say anything
            mail.reason = mail.reason or "no_sender"
    return opening.open_conversation(contact, mail.inbox, channel="mail", subject=subject, ticket=True)


def join(mail: ReceivedMail, conversation: Conversation) -> Visitor:
    """Gives the mail the right to write in this one conversation, as its contact or as one whom the team put in copy."""
    person = copies.who(conversation, bytes(mail.sender_digest) if mail.sender_digest else None)
    mail.contact_id, mail.conversation = person or conversation.contact_id, conversation
    mail.save(update_fields=["contact", "conversation"])
    return actor_of(mail)


def actor_of(mail: ReceivedMail) -> Visitor:
    """Who acts: the contact, by this mail."""
    return Visitor(mail.id, mail.contact_id, mail.conversation_id)
