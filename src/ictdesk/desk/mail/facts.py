"""What the team may know of the mails of a conversation, message by message."""

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, copies, links, verdicts
from ictdesk.desk.mail.links import Shown
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.mail.shapes import ConversationMail, MailIn
from ictdesk.kernel.vault.digests import normal_address


def of(conversation: Conversation) -> ConversationMail:
    """In four statements at most."""
    participants = copies.shown(conversation)
    ours = {normal_address(one["address"]) for one in participants}
    came = ReceivedMail.objects.filter(conversation=conversation, became__isnull=False)
    went = OutgoingMail.objects.filter(conversation=conversation, copy_of__isnull=True)
    return {
        "participants": participants,
        "came": [
            _came(one, ours) for one in came.order_by("created_at").defer("envelope_from", "message_id")
        ],
        "went": [
            {"message": str(one.message_id), "state": one.state, "attempts": one.attempts}
            for one in went.order_by("created_at")
        ],
    }


def _copied(mail: ReceivedMail, known: set[str]) -> list[str]:
    """Others in To and Cc: neither the desk's own addresses nor whoever takes part already."""
    return [
        one
        for one in mail.copied or []
        if normal_address(one) not in known and not addresses.slug_of(one.rpartition("@")[2])
    ]


def _came(mail: ReceivedMail, known: set[str]) -> MailIn:
    shown = Shown(mail.workspace_id, mail.id)
    trust = verdicts.trust(mail)
    return {
        "message": str(mail.became_id),
        "trust": trust,
        "about_sender": verdicts.sentence(trust),
        "automatic": mail.automatic,
        "copied": _copied(mail, known),
        "original": links.address(shown) if mail.rich else None,
        "original_with_pictures": links.address(Shown(mail.workspace_id, mail.id, pictures=True))
        if mail.rich
        else None,
    }
