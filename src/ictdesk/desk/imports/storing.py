"""Stores the files of imported messages."""

import io
from collections import Counter
from uuid import UUID

from ictdesk.desk.conversations import attaching
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Attachment
from ictdesk.desk.imports.cases import Skipped
from ictdesk.desk.imports.laying import Laid
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Invalid, TooLarge, UnsupportedFile
from ictdesk.kernel.tenancy import current_workspace


def files_of(laid: Laid) -> list[str]:
    """Stores the files of a case; returns why some of them were left out."""
    actor = System("import", current_workspace())
    left_out: list[str] = []
    counts: Counter[UUID] = Counter()
    for message, file in laid.files:
        counts[message.id] += 1
        try:
            if counts[message.id] > attaching.MOST_FILES:
                raise Skipped("the message has too many")
            content = file.read()
            if file.mail:
                stored = attaching.keep_mail(actor, laid.conversation, content, file.name)
            else:
                stream = io.BytesIO(content)
                stored = conversations.upload(
                    actor=actor, home=laid.conversation, stream=stream, name=file.name
                )
        except (Skipped, UnsupportedFile, TooLarge, Invalid, OSError) as why:
            left_out.append(f"a file was left out: {_why(why)}")
            continue
        Attachment.objects.filter(id=stored.id).update(message=message)
    return left_out


def _why(error: Exception) -> str:
    if isinstance(error, UnsupportedFile):
        return "its kind is not taken"
    return str(error) if isinstance(error, Skipped) else type(error).__name__
