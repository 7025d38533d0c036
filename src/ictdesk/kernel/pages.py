"""Cursors of lists: opaque words that say where the next page begins."""

import base64
import binascii
import struct
from datetime import UTC, datetime, timedelta
from uuid import UUID

from ictdesk.kernel.errors import Invalid

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(moment: datetime, row: UUID) -> str:
    """The cursor after a row: its time in microseconds and its id."""
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(struct.pack(">q", microseconds) + row.bytes).decode()


def read(cursor: str) -> tuple[datetime, UUID]:
    """Raises `Invalid` for a word that is no cursor of ours."""
    try:
        raw = base64.b64decode(cursor, altchars=b"-_", validate=True)
        (microseconds,) = struct.unpack(">q", raw[:8])
        return EPOCH + timedelta(microseconds=microseconds), UUID(bytes=raw[8:])
    except (binascii.Error, struct.error, ValueError, OverflowError) as error:
        raise Invalid("This cursor is not one of ours.") from error
