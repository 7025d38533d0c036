"""Where a letter belongs. A wrong guess would show one person's words to another, so nothing is guessed."""

from ictdesk.desk.conversations import following
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.mail import addresses, copies, limits, verdicts
from ictdesk.desk.mail.letter import Letter
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail
from ictdesk.desk.workspaces import queries as workspaces

type Place = tuple[Conversation | None, str]
"""The conversation, or none for a new one; and why it stands apart, if it claims to belong somewhere."""


def find(mail: ReceivedMail, letter: Letter) -> Place:
    """A right reply address or an id of ours, and a sender who takes part: else a new conversation."""
    if not letter.sender:
        return None, "no_sender" if letter.senders < 2 else "several_senders"
    if verdicts.trust(mail) == "failed":
        return None, "disowned"
    named = [mail.answers] if mail.answers else []
    referred, forged = _referred(mail, letter)
    for conversation in [*named, *referred]:
        if takes_part(conversation, letter.sender):
            end = following.end_of(conversation)
            return (end if takes_part(end, letter.sender) else conversation), ""
    if named or referred:
        return None, "not_a_participant"
    if mail.bad_address:
        return None, "bad_reply_address"
    return None, "forged_reference" if forged else ""


def _referred(mail: ReceivedMail, letter: Letter) -> tuple[list[Conversation], bool]:
    """The conversations of this inbox that its references lead to, the nearest first; whether one was forged."""
    claimed = addresses.looks_like_ours(letter.answers, workspaces.workspace().slug)
    right = {id_ for id_, is_right in claimed if is_right}
    sent = OutgoingMail.objects.filter(id__in=right, conversation__inbox=mail.inbox_id)
    found = [one.conversation for one in sent.select_related("conversation").order_by("-created_at")]
    return list({one.id: one for one in found}.values()), len(right) < len({id_ for id_, _ in claimed})


def claimed(mail: ReceivedMail, letter: Letter) -> Conversation | None:
    """The conversation that it names rightly, whoever sent it: what it is related to where it stands apart."""
    return mail.answers or next(iter(_referred(mail, letter)[0]), None)


def takes_part(conversation: Conversation, address: str) -> bool:
    """Whether the address is one of the conversation's contact, or of somebody whom the team has put in copy."""
    return copies.who(conversation, limits.digest_of(address)) is not None
