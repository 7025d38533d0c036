"""Write in a conversation: an answer, or a note for the team."""

from collections.abc import Sequence
from uuid import UUID

from ictdesk.desk.conversations import attaching, posting, rules
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation, Mention, Message
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid

MOST_MENTIONS = 20


@command(allow=rules.can_write_in)
def reply(
    *,
    actor: Actor,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    attachments: Sequence[UUID] = (),
    quote: bool = False,
) -> Appended:
    """Appends a public message. A repeat of the same `client_id` returns the first result.

    `quote`: where it goes by mail, what it answers stands folded below it. Raises `ClientIdConflict`, `Invalid`, `TooLarge`, `Restricted`, and `NotFound` for a file that is not
    the actor's own and free.
    """
    return write(actor, conversation, client_id, text, attachments, note=False, quote=quote)


@command(allow=rules.can_note)
def note(
    *,
    actor: Actor,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    attachments: Sequence[UUID] = (),
    mentions: Sequence[Member] = (),
) -> Appended:
    """Appends a note, which no visitor ever gets; the members whom it mentions find it among their mentions.

    Raises as `reply`, and `Invalid` for a member who is no longer active.
    """
    if len(mentions) > MOST_MENTIONS or not all(member.active for member in mentions):
        raise Invalid(f"A note mentions at most {MOST_MENTIONS} members, all of them active.")
    done = write(actor, conversation, client_id, text, attachments, note=True)
    if done.outcome == "stored":
        named = {member.id for member in mentions}
        Mention.objects.bulk_create(
            Mention(conversation=conversation, message_id=done.id, member_id=id_) for id_ in sorted(named)
        )
    return done


def write(
    actor: Actor,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    files: Sequence[UUID],
    *,
    note: bool,
    quote: bool = False,
) -> Appended:
    """Appends with files, for the verbs that have checked the right to."""
    done = posting.post(
        actor=actor,
        conversation=conversation,
        client_id=client_id,
        text=text,
        note=note,
        has_files=bool(files),
    )
    if done.outcome == "stored" and files:
        attaching.attach(actor, conversation, done.id, files)
    if done.outcome == "stored" and quote:
        Message.objects.filter(id=done.id).update(quote=True)
    return done
