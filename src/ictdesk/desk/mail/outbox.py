"""What goes out: one row for each answer, written once, that is tried until it is accepted or given up."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail import copies, receipts
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.vault import keyring

US = System("mail.outbox")
FRESH = timedelta(days=1)
"""An answer in a chat that is older was never meant to go by mail."""
STUCK = timedelta(minutes=15)
"""A mail that has been under way for so long has lost its job."""


def queue(ids: Sequence[UUID]) -> None:
    """Writes the rows of these messages, where they are answers to somebody who is reached by mail."""
    answers = Message.objects.filter(
        id__in=ids,
        note=False,
        author_kind__in=("member", "api", "system"),
        deleted_at__isnull=True,
        copy_of__isnull=True,
    ).select_related("conversation")
    for message in answers.order_by("conversation_id", "seq"):
        if message.conversation.channel == "mail":
            may = message.author_kind != "system" or receipts.may_follow(message.conversation)
            _add(message, "queued" if may else "unneeded", timedelta())
        elif message.conversation.channel in ("form", "api") and message.author_kind != "system":
            if _has_address(message):
                _add(message, "queued", timedelta())
        elif (
            message.author_kind != "system"
            and message.created_at > clock.now() - FRESH
            and _has_address(message)
        ):
            _add(message, "waiting", timedelta(seconds=settings.ICTDESK_MAIL_AFTER))


def _has_address(message: Message) -> bool:
    contact = message.conversation.contact_id
    return bool(Identity.objects.filter(contact=contact, kind="email", current=True).exists())


def _add(message: Message, state: str, after: timedelta) -> None:
    mail, made = OutgoingMail.objects.get_or_create(
        message=message,
        copy_of=None,
        defaults={
            "conversation": message.conversation,
            "contact_id": message.conversation.contact_id,
            "state": state,
            "due_at": message.created_at + after,
        },
    )
    if made and state == "queued":
        send(mail)
        _copy(mail)


def _copy(mail: OutgoingMail) -> None:
    """The same to everybody whom the team has put in copy."""
    for participant, address in copies.of(mail.conversation):
        copy, made = OutgoingMail.objects.get_or_create(
            message=mail.message,
            contact_id=address.contact_id,
            defaults={
                "conversation": participant.conversation,
                "copy_of": mail,
                "state": "queued",
                "due_at": clock.now(),
            },
        )
        if made:
            send(copy)


def send(mail: OutgoingMail) -> None:
    """Enqueues the job; two jobs of one mail never run side by side."""
    word = f"mail.send.{mail.id}"
    defer("mail.send", once=word, in_order=word, outgoing=mail.id)


def run_due() -> int:
    """Enqueues what is due: chats that were not read meanwhile, and what failed and is tried again.

    Returns how many mails are sent on their way.
    """
    moment, count = clock.now(), 0
    due = OutgoingMail.objects.filter(state__in=("waiting", "queued"), due_at__lte=moment)
    stuck = OutgoingMail.objects.filter(state="sending", due_at__lte=moment - STUCK)
    for found in (due, stuck):
        for mail in (
            keyring.in_reach(found, "conversation__subject_id")
            .select_related("message", "conversation")
            .select_for_update(of=("self",))
        ):
            if mail.state == "waiting" and was_read(mail):
                mail.state = "unneeded"
                mail.save(update_fields=["state"])
                continue
            if mail.state == "waiting" and mail.conversation.number is None:
                _must_be_finished(mail.conversation)
            first = mail.state == "waiting"
            mail.state = "queued"
            mail.save(update_fields=["state"])
            send(mail)
            if first:
                _copy(mail)
            count += 1
    return count


def _must_be_finished(chat: Conversation) -> None:
    """A chat that goes on by mail is a case that somebody finishes: it becomes a ticket."""
    try:
        conversations.make_ticket(actor=US, conversation=chat)
    except AlreadySo:  # several answers of one chat are due at once
        return


def was_read(mail: OutgoingMail) -> bool:
    """Whether the visitor has seen the answer in the chat, or it was taken back."""
    if mail.message.deleted_at is not None:
        return True
    return bool(mail.conversation.contact_read_seq >= mail.message.public_seq)
