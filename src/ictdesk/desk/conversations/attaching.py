"""Files and messages: who may refer to which file, and what happens to files that nobody refers to."""

import io
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from ictdesk.desk.conversations.models import Attachment, Conversation, Message
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.tenancy.models import CellQuerySet

MOST_FILES = 10


def attach(actor: Actor, conversation: Conversation, message_id: UUID, files: Sequence[UUID]) -> None:
    """Makes files part of a message. Raises `NotFound` unless each was uploaded by the actor and is free.

    A free file that was uploaded for another conversation is not this one's, even by the same agent.
    """
    free = _free(actor, conversation, files)
    if free.update(message=message_id, conversation=conversation) != len(files):
        raise NotFound("One of the files is not there.")


def must_be_free(actor: Actor, conversation: Conversation, files: Sequence[UUID]) -> None:
    """Raises as `attach` would, and leaves the files as they are."""
    if _free(actor, conversation, files).count() != len(files):
        raise NotFound("One of the files is not there.")


def _free(actor: Actor, conversation: Conversation, files: Sequence[UUID]) -> CellQuerySet[Attachment]:
    if len(set(files)) != len(files) or len(files) > MOST_FILES:
        raise Invalid(f"A message has at most {MOST_FILES} different files.")
    free = Attachment.objects.filter(
        id__in=files,
        message__isnull=True,
        uploader_kind=actor.kind,
        uploader_id=actor.id,
        subject_id=conversation.subject_id,
    )
    return free.filter(Q(conversation=conversation) | Q(conversation__isnull=True))  # type: ignore[no-any-return]


def keep_mail(actor: Actor, conversation: Conversation, raw: bytes, name: str) -> Attachment:
    """A raw mail as a file of the conversation: its type is said, not found, and nothing of it is shown."""
    limit = len(raw) + 1
    stored = store.put(io.BytesIO(raw), subject_id=conversation.subject_id, limit=limit)
    attachment: Attachment = Attachment.objects.create(
        conversation=conversation,
        uploader_kind=actor.kind,
        uploader_id=actor.id,
        subject_id=conversation.subject_id,
        blob_id=stored.blob.id,
        name=name,
        content_type="message/rfc822",
        size=stored.blob.size,
    )
    return attachment


def drop_files_of(message: Message) -> None:
    """Deletes a message's files."""
    for attachment in Attachment.objects.filter(message=message):
        drop(attachment)


def drop(attachment: Attachment) -> None:
    """Deletes an attachment, its file and its preview."""
    blobs = [id_ for id_ in (attachment.blob_id, attachment.preview_id) if id_]
    attachment.delete()
    for blob in Blob.objects.filter(id__in=blobs):
        store.drop(blob)
