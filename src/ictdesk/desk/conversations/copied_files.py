"""Files of messages that are said again: each copy is a file of its own, so that deleting one leaves the other."""

import io
from uuid import UUID

from ictdesk.desk.conversations.models import Attachment, Conversation
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob


def copy(file: Attachment, into: Conversation, message_id: UUID) -> None:
    """A file of a message as one of another message."""
    Attachment.objects.create(
        conversation=into,
        message_id=message_id,
        uploader_kind=file.uploader_kind,
        uploader_id=file.uploader_id,
        subject_id=into.subject_id,
        blob_id=_copied(file.blob_id, into),
        preview_id=_copied(file.preview_id, into) if file.preview_id else None,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        width=file.width,
        height=file.height,
    )


def _copied(blob_id: UUID, into: Conversation) -> UUID:
    blob = Blob.objects.find(id=blob_id)
    stream = io.BytesIO(b"".join(store.read(blob)))
    return store.put(stream, subject_id=into.subject_id, limit=blob.size + 1).blob.id
