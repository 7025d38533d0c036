"""Appending through Django: the same statement that the gateway's batches run, for one message."""

from uuid import UUID

from ictdesk.desk.conversations import append, reading
from ictdesk.desk.conversations.append import Appended, Draft
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Visitor
from ictdesk.kernel.errors import ClientIdConflict, Ending, NotAllowed
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.vault import doors, keyring


def post(
    *,
    actor: Actor,
    conversation: Conversation,
    client_id: UUID,
    text: str,
    note: bool,
    has_files: bool = False,
) -> Appended:
    """Appends a message to a conversation.

    Raises `Invalid` or `TooLarge` for the text, `ClientIdConflict` for a reused id, `Restricted`, and
    `NotAllowed` when the actor lost the right to write since it was established.
    """
    workspace = current_workspace()
    draft = append.draft(
        workspace=workspace,
        key=keyring.subject_key(conversation.subject_id),
        conversation_id=conversation.id,
        subject_id=conversation.subject_id,
        client_id=client_id,
        text=clean_text(text, may_be_empty=has_files),
        note=note,
        author_kind=actor.kind,
        author_id=author_of(actor),
        sender_id=actor.id or workspace,
    )
    return store(workspace, draft)


def store(workspace: UUID, draft: Draft) -> Appended:
    """Runs the append statement for one draft and turns a refusal into its error."""
    with doors.for_statements():
        rows = reading.fetch(append.APPEND, append.parameters(workspace, [draft], clock.now()))
    done = append.results(rows)[0]
    refuse(done)
    bus.wake_after_commit()
    return done


def refuse(done: Appended) -> None:
    """Raises the error of an append that stored nothing."""
    if done.outcome == "conflict":
        raise ClientIdConflict
    if done.outcome == "ending":
        raise Ending
    if done.outcome == "refused":
        raise NotAllowed("You may no longer write here.")


def author_of(actor: Actor) -> UUID:
    """Who is shown as the author. The software itself is shown as the workspace."""
    if isinstance(actor, Visitor):
        if actor.contact_id is None:
            raise NotAllowed
        return actor.contact_id
    return actor.id or current_workspace()
