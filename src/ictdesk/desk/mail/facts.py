"""What the team may know of the mails of a conversation, message by message."""

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import links, verdicts
from ictdesk.desk.mail.links import Shown
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.mail.shapes import ConversationMail, MailIn


def of(conversation: Conversation) -> ConversationMail:
    """In two statements."""
    came = ReceivedMail.objects.filter(conversation=conversation, became__isnull=False)
    went = OutgoingMail.objects.filter(conversation=conversation)
    return {
        "came": [_came(one) for one in came.order_by("created_at").defer("envelope_from", "message_id")],
        "went": [
            {"message": str(one.message_id), "state": one.state, "attempts": one.attempts}
            for one in went.order_by("created_at")
        ],
    }


def _came(mail: ReceivedMail) -> MailIn:
    shown = Shown(mail.workspace_id, mail.id)
    trust = verdicts.trust(mail)
    return {
        "message": str(mail.became_id),
        "trust": trust,
        "about_sender": verdicts.sentence(trust),
        "automatic": mail.automatic,
        "original": links.address(shown) if mail.rich else None,
        "original_with_pictures": links.address(Shown(mail.workspace_id, mail.id, pictures=True))
        if mail.rich
        else None,
    }
