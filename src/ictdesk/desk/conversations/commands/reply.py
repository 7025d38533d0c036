"""Write in a conversation: an answer, or a note for the team."""

from collections.abc import Sequence
from uuid import UUID

from ictdesk.desk.conversations import attaching, posting, rules
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command


@command(allow=rules.can_write_in)
def reply(
    *, actor: Actor, conversation: Conversation, client_id: UUID, text: str, attachments: Sequence[UUID] = ()
) -> Appended:
    """Appends a public message. A repeat of the same `client_id` returns the first result.

    Raises `ClientIdConflict`, `Invalid`, `TooLarge`, `Restricted`, and `NotFound` for a file that is not
    the actor's own and free.
    """
    return write(actor, conversation, client_id, text, attachments, note=False)


@command(allow=rules.can_note)
def note(
    *, actor: Actor, conversation: Conversation, client_id: UUID, text: str, attachments: Sequence[UUID] = ()
) -> Appended:
    """Appends a note, which no visitor ever gets. Raises as `reply`."""
    return write(actor, conversation, client_id, text, attachments, note=True)


def write(
    actor: Actor, conversation: Conversation, client_id: UUID, text: str, files: Sequence[UUID], *, note: bool
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
    return done
