"""Reading the stream of a workspace from a cursor, without ever missing a fact.

A sequence is drawn before the commit, so a lower number can appear after a higher one was read. Here
the order is (transaction id, event id), and a cursor only ever moves past transactions of which
none is still running (`xid < pg_snapshot_xmin`). Events of younger transactions that are committed
already may be shown early; a reader that does so drops the repeats by id.
"""

import base64
import hashlib
import struct
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.kernel.vault import cipher, keyring

NIL = UUID(int=0)

COLUMNS = "id, xid, kind, conversation_id, message_id, contact_id, version, visitor_version"
HORIZON = "select ictdesk_horizon()"
READ = f"""
    select {COLUMNS}, xid < ictdesk_horizon() as settled
    from event
    where xid >= %(xid)s and (xid, id) > (%(xid)s, %(id)s)
    order by xid, id limit %(limit)s
"""  # noqa: S608 - the only thing inserted is the list of columns above


def cursor_key() -> AESGCM:
    """The key that seals the cursors of the workspace in scope."""
    return AESGCM(hashlib.blake2b(keyring.index_key(), digest_size=32, person=b"cursor").digest())


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the stream: everything up to and with this event was read."""

    xid: int = 0
    id: UUID = NIL

    def seal(self, key: AESGCM, workspace: UUID) -> str:
        """The cursor that clients see. Sealed, since transaction numbers tell how busy others are."""
        sealed = cipher.seal(key, struct.pack(">q", self.xid) + self.id.bytes, b"cursor|" + workspace.bytes)
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    @classmethod
    def unseal(cls, text: str, key: AESGCM, workspace: UUID) -> Self | None:
        """The place that a cursor names, or None when it is not one of ours: then resync."""
        try:
            sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            plain = cipher.unseal(key, sealed, b"cursor|" + workspace.bytes)
            return cls(struct.unpack(">q", plain[:8])[0], UUID(bytes=plain[8:24]))
        except (ValueError, cipher.CannotOpen, struct.error):
            return None


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as a reader sees it."""

    id: UUID
    xid: int
    kind: str
    conversation_id: UUID | None
    message_id: UUID | None
    contact_id: UUID | None
    version: int | None
    visitor_version: int | None
    settled: bool

    @property
    def place(self) -> Place:
        return Place(self.xid, self.id)

    @classmethod
    def from_row(cls, row: tuple[Any, ...]) -> Self:
        return cls(*row)
