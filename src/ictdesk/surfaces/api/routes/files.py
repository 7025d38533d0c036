"""Files: uploaded first, then named by a message."""

from typing import IO, cast
from urllib.parse import unquote
from uuid import UUID

from django.db.models import Q
from ninja import Query, Router

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Attachment
from ictdesk.desk.conversations.queries import messages_for
from ictdesk.desk.conversations.reading import files_shown
from ictdesk.desk.conversations.shapes import AttachmentShape
from ictdesk.surfaces.api import schemas
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer
from ictdesk.surfaces.api.routes.conversations import found

router = Router(tags=["Files"])


@router.post("/files", response={201: AttachmentShape})
def upload(request: Call, asked: Query[schemas.FileFor]) -> Answer:
    """The body is the file itself; `X-File-Name` (percent-encoded UTF-8) and `X-Content-SHA256` (hex) go with it.

    It is kept for 24 hours unless a message of that conversation names it.
    """
    conversation = found(request, asked.conversation)
    attachment = commands.upload(
        actor=request.auth.actor,
        home=conversation,
        stream=cast("IO[bytes]", request),
        name=unquote(request.headers.get("X-File-Name", "file")),
        expected_sha256=request.headers.get("X-Content-SHA256", ""),
    )
    return Answer(201, files_shown([attachment.id])[0], conversation.subject_id)


@router.get("/files/{uuid:file_id}", response=AttachmentShape)
def one(request: Call, file_id: UUID) -> AttachmentShape:
    """A file with fresh addresses: of a message one may see, or one's own that waits for its message."""
    actor = request.auth.actor
    own = Q(message__isnull=True, uploader_kind=actor.kind, uploader_id=actor.id)
    seen = Q(message__in=messages_for(actor).values("id"))
    file: Attachment = Attachment.objects.filter(own | seen).find(id=file_id)
    return files_shown([file.id])[0]
