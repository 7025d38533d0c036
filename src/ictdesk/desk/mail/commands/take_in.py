"""Make a message of a mail that was received."""

from uuid import UUID

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail import (
    correspondents,
    enclosing,
    limits,
    loops,
    placing,
    reasons,
    receipts,
    returns,
    rules,
)
from ictdesk.desk.mail.folding import fold
from ictdesk.desk.mail.letter import Letter, Unreadable, read
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail, Transcript
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Ending
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import current_scope

US = System("mail.take_in")
CLAIMS = frozenset({"not_a_participant", "disowned"})
"""Reasons to stand apart for a mail that may name a conversation rightly."""
FOUND = [
    "copied",
    "state",
    "reason",
    "automatic",
    "message_id",
    "sender_digest",
    "rich",
    "spf",
    "dkim",
    "dmarc",
]


@command(allow=rules.only_the_software, door="inbound", while_ending=True)
def take_in(*, actor: Actor, mail: ReceivedMail) -> ReceivedMail:
    """Puts the mail where it belongs, or apart with the reason. A mail that was taken in already stays as it is."""
    held: ReceivedMail = ReceivedMail.objects.select_for_update(no_key=True).find(id=mail.id)
    if held.state != "new":
        return held
    raw = b"".join(store.read(Blob.objects.find(id=held.blob_id)))
    if (held.returns_id or held.transcript_id or held.beyond_id) and _is_return(held, raw):
        return held
    if current_scope().ends_at:
        raise Ending  # it was taken before the end was asked for, and waits until that is taken back
    try:
        letter = read(raw, envelope_from=held.envelope_from)
    except Unreadable:
        return _keep_unreadable(held, raw)
    held.message_id, held.automatic = letter.message_id, letter.automatic
    if any(letter.checks):  # of the trusted server; else ours stay
        held.spf, held.dkim, held.dmarc = letter.checks
    held.copied = letter.copied
    if loops.is_own(letter.loops):
        return _drop(held, "loop")
    held.sender_digest = limits.digest_of(letter.sender) if letter.sender else None
    conversation, held.reason = placing.find(held, letter)
    if conversation is None and letter.sender and limits.is_too_much(held):
        conversation, held.reason = limits.collection(held), "collected"
    is_new = conversation is None
    if conversation is None:
        conversation = correspondents.begin(held, letter.sender, letter.name, letter.subject)
        _explain(conversation, held)
        _relate(conversation, held, letter)
    _append(held, conversation, letter, raw)
    if is_new:
        receipts.confirm(held, conversation)
    receipts.say_unread(held, conversation, letter.sender)
    return held


def _is_return(mail: ReceivedMail, raw: bytes) -> bool:
    """Whether it says that a mail of ours did not arrive; anything else is read as a mail like others."""
    what, for_good = returns.verdict(raw)
    if what and mail.transcript_id:
        rows = Transcript.objects.select_related("conversation")
        returns.note_transcript(mail, rows.find(id=mail.transcript_id), what, for_good=for_good)
    elif what and mail.beyond_id:
        returns.note_beyond(mail, mail.beyond_id, what, for_good=for_good)
    elif what:
        sent = OutgoingMail.objects.select_related("conversation", "message").find(id=mail.returns_id)
        returns.note(mail, sent, what, for_good=for_good)
    return bool(what)


def _append(mail: ReceivedMail, conversation: Conversation, letter: Letter, raw: bytes) -> None:
    actor = correspondents.join(mail, conversation)
    text, folded = fold(letter.text)
    text, cut = enclosing.fitting(text)
    whole = letter.whole and not folded and not cut
    mail.rich = letter.rich or folded or cut
    files, left_out = enclosing.files(actor, conversation, letter.files)
    if left_out or not whole or not text:
        files.append(enclosing.original(actor, conversation, raw))
    _say(mail, conversation, text, files)


def _keep_unreadable(mail: ReceivedMail, raw: bytes) -> ReceivedMail:
    mail.reason = "unreadable"
    conversation = correspondents.begin(mail, mail.envelope_from, "", reasons.UNREADABLE)
    _explain(conversation, mail)
    actor = correspondents.join(mail, conversation)
    _say(mail, conversation, "", [enclosing.original(actor, conversation, raw)])
    return mail


def _say(mail: ReceivedMail, conversation: Conversation, text: str, files: list[UUID]) -> None:
    actor = correspondents.actor_of(mail)
    said = conversations.reply(
        actor=actor, conversation=conversation, client_id=mail.id, text=text, attachments=files
    )
    mail.state, mail.became = "taken", Message(id=said.id)
    mail.save(update_fields=[*FOUND, "became"])


def _explain(conversation: Conversation, mail: ReceivedMail) -> None:
    """Tells the team why the letter stands apart. Before the letter, so that lists show the letter."""
    if mail.reason:
        text = reasons.sentence(mail.reason)
        conversations.note(actor=US, conversation=conversation, client_id=new_id(), text=text)


def _relate(conversation: Conversation, mail: ReceivedMail, letter: Letter) -> None:
    """A stranger's mail that names a conversation of ours is linked with it: for the team, and for nobody else."""
    other = placing.claimed(mail, letter) if mail.reason in CLAIMS else None
    if other is not None:
        conversations.link(actor=US, conversation=conversation, other=other, kind="related")


def _drop(mail: ReceivedMail, reason: str) -> ReceivedMail:
    mail.state, mail.reason = "dropped", reason
    mail.save(update_fields=FOUND)
    return mail
