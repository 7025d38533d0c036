"""The files of a mail, as files of a message."""

import io
from collections.abc import Sequence
from uuid import UUID

from ictdesk.desk.conversations import attaching
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.conversations.texts import CONTROL, TEXT_LIMIT
from ictdesk.desk.mail.parts import Part
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import Invalid, TooLarge, UnsupportedFile

ORIGINAL = "original.eml"


def fitting(text: str) -> tuple[str, bool]:
    """As much of a text as a message holds, and whether something was cut off."""
    raw = text.translate(CONTROL).strip().encode(errors="replace")
    if len(raw) <= TEXT_LIMIT:
        return raw.decode(), False
    return raw[: TEXT_LIMIT - 4].decode(errors="ignore") + "…", True


def files(actor: Visitor, conversation: Conversation, enclosed: Sequence[Part]) -> tuple[list[UUID], bool]:
    """Stores what may be stored; returns the files, and whether some were left to the original."""
    kept: list[UUID] = []
    for part in enclosed[: attaching.MOST_FILES - 1]:
        try:
            stored = conversations.upload(
                actor=actor, home=conversation, stream=io.BytesIO(part.content), name=part.name
            )
        except (UnsupportedFile, TooLarge, Invalid):
            continue
        kept.append(stored.id)
    return kept, len(kept) < len(enclosed)


def original(actor: Visitor, conversation: Conversation, raw: bytes) -> UUID:
    """The mail as it came, as a file that is never shown and only saved."""
    return attaching.keep_mail(actor, conversation, raw, ORIGINAL).id
