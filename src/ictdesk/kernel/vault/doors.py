"""How the key of a restricted person (Art. 18 GDPR) is reached, and for what.

PostgreSQL hides such a key: the RESTRICTIVE policy `restricted` on `subject_key` shows no row of it, so nothing that
it sealed is read by anybody, in whichever table it lies. What the law still allows goes through a named door. What
it opened is remembered for as long as the door is open, and never in the process's memory of keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections
from psycopg.pq import TransactionStatus

from ictdesk.kernel.tenancy.scope import current_scope

type Why = Literal["own", "inbound", "storage", "rights", "exception"]
"""`own`: the person, at what is theirs. `inbound`: what reaches us is sealed and kept. `storage`: keys are wrapped anew,
deadlines end, deliveries are noted. `rights`: a request of theirs is answered, they are erased or corrected.
`exception`: consent, claims, another's rights or public interest (Art. 18(2)), stated and on record."""

SETTING = "ictdesk.door"
SET_DOOR = "select set_config('ictdesk.door', %s, true)"
POLICY = """
    create policy restricted on keys.subject_key as restrictive for select
    using (restricted_at is null or coalesce(current_setting('ictdesk.door', true), '') <> '')
"""


@dataclass(slots=True)
class Door:
    """An open door, and the keys that came through it."""

    why: Why
    keys: dict[tuple[UUID, UUID], AESGCM] = field(default_factory=dict, repr=False)


_door: ContextVar[Door | None] = ContextVar("ictdesk_door", default=None)


def current() -> Door | None:
    return _door.get()


@contextmanager
def opened(why: Why) -> Iterator[Door]:
    """Keys of restricted people are found in this block, by `keyring`. One door inside another changes nothing."""
    before = _door.get()
    door = before or Door(why)
    token = _door.set(door)
    try:
        yield door
    finally:
        _door.reset(token)
        if before is None:
            door.keys.clear()


@contextmanager
def opened_wide(why: Why) -> Iterator[Door]:
    """The same for statements of one's own in the scope: they see the rows of such keys in this block."""
    with opened(why) as door, in_database(why):
        yield door


@contextmanager
def for_statements() -> Iterator[None]:
    """Shows statements of one's own what an open door shows; without one it changes nothing."""
    door = _door.get()
    with in_database(door.why) if door else nullcontext():
        yield


@contextmanager
def in_database(why: Why) -> Iterator[None]:
    """Tells PostgreSQL for the time of the block; the end of the transaction ends it in any case."""
    alias = current_scope().alias
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_setting(%s, true)", [SETTING])
        before = cursor.fetchone()[0] or ""
        cursor.execute(SET_DOOR, [why])
    try:
        yield
    finally:
        _shut(alias, before)


def _shut(alias: str, before: str) -> None:
    """After an error the transaction is aborted, and takes the setting with it."""
    connection = connections[alias]
    raw = connection.connection
    if connection.needs_rollback or raw is None or raw.closed:
        return
    if raw.info.transaction_status == TransactionStatus.INTRANS:
        with connection.cursor() as cursor:
            cursor.execute(SET_DOOR, [before])
