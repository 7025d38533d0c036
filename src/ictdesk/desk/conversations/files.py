"""Reads a file that a signed address names."""

from collections.abc import Iterator
from dataclasses import dataclass

from ictdesk.desk.conversations.links import FileLink
from ictdesk.desk.conversations.models import Attachment
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file on its way out."""

    name: str
    content_type: str
    size: int
    pieces: Iterator[bytes]


def open_file(link: FileLink) -> OpenFile:
    """The file or its preview, with the workspace in scope. Raises `NotFound` and `Gone`."""
    attachment: Attachment = Attachment.objects.select_related("message").find(id=link.attachment)
    if attachment.message is not None and attachment.message.deleted_at is not None:
        raise NotFound
    blob_id = attachment.preview_id if link.preview else attachment.blob_id
    if blob_id is None:
        raise NotFound
    blob: Blob = Blob.objects.find(id=blob_id)
    kind = "image/webp" if link.preview else attachment.content_type
    return OpenFile(attachment.name, kind, blob.size, store.read(blob))
