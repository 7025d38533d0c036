"""Upload a file for a message that will refer to it; drop the files to which none did."""

import io
from datetime import timedelta
from uuid import UUID

from ictdesk.desk.conversations import attaching, rules, sniffing
from ictdesk.desk.conversations.models import Attachment, Conversation, ScheduledAnswer, VisitorSession
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.store import Readable
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.vault import keyring

HEAD = 4096
KEPT = timedelta(hours=24)
"""How long a file is kept to which no message refers."""


@command(allow=rules.can_upload)
def upload(
    *,
    actor: Actor,
    home: Conversation | VisitorSession,
    stream: Readable,
    name: str,
    expected_sha256: str = "",
) -> Attachment:
    """Seals a file for a conversation, or for the first message of a session; finds out what it is, makes a preview of a picture.

    Raises `UnsupportedFile`, `TooLarge`, `HashMismatch`, and `Invalid` for an empty file or an unusable name.
    """
    if actor.id is None:
        raise NotAllowed
    name = clean_file_name(name)
    head = stream.read(HEAD)
    if not head:
        raise Invalid("The file is empty.")
    kind = sniffing.content_type(head, name)
    limit = workspaces.workspace().file_limit
    subject = subject_of(home)
    stored = store.put(
        _Joined(head, stream), subject_id=subject, limit=limit, expected_sha256=expected_sha256
    )
    attachment = Attachment(
        id=new_id(),
        conversation=home if isinstance(home, Conversation) else None,
        uploader_kind=actor.kind,
        uploader_id=actor.id,
        subject_id=subject,
        blob_id=stored.blob.id,
        name=name,
        content_type=kind,
        size=stored.blob.size,
    )
    if kind in sniffing.IMAGES.values():
        _add_preview(attachment, b"".join(store.read(stored.blob)), limit)
    attachment.save()
    return attachment


def subject_of(home: Conversation | VisitorSession) -> UUID:
    """Whose key seals the file. A session that has no contact yet is given the key its contact will have."""
    if isinstance(home, Conversation):
        return home.subject_id
    held: VisitorSession = VisitorSession.objects.select_for_update(no_key=True).find(id=home.id)
    if held.subject_id is None:
        held.subject_id = keyring.new_subject()
        held.save(update_fields=["subject_id"])
    return held.subject_id


def _add_preview(attachment: Attachment, image: bytes, limit: int) -> None:
    small, attachment.width, attachment.height = sniffing.preview(image)
    made = store.put(io.BytesIO(small), subject_id=attachment.subject_id, limit=limit)
    attachment.preview_id = made.blob.id


def clean_file_name(name: str) -> str:
    """The last part of a path, without control characters, at most 150 long. Raises `Invalid` when nothing is left."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(" .")
    if not name:
        raise Invalid("The file has no usable name.")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:140]}{dot}{ending[:9]}" if dot and stem else name[:150]


@command(allow=rules.can_tidy_up, while_ending=True)
def drop_unreferenced(*, actor: Actor) -> int:
    """Drops the workspace's files to which no message has referred for a day; returns how many."""
    old = Attachment.objects.filter(message__isnull=True, created_at__lt=clock.now() - KEPT)
    waiting = {id_ for files in ScheduledAnswer.objects.values_list("files", flat=True) for id_ in files}
    dropped = [row for row in old if str(row.id) not in waiting]
    for attachment in dropped:
        attaching.drop(attachment)
    return len(dropped)


class _Joined:
    """The bytes already read, then the rest of the stream."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._rest.read(size)
