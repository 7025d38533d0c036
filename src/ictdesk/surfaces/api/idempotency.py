"""`Idempotency-Key`: a request that is sent again has its effect once and gets the first answer.

The key is written in the transaction of the effect, before it. So of two at once the second waits in
PostgreSQL: when the first commits it gets its answer, when the first fails it goes on itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from ninja import Status

from ictdesk.kernel import clock
from ictdesk.kernel.errors import IdempotencyConflict, Invalid
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.vault import digests, keyring
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.models import IdempotentAnswer

KEPT = timedelta(hours=24)
HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a `POST` answers, and the person of whom it speaks: under whose key it is kept.

    `kept` stands for `body` in a repeat, where the first answer held what is told once.
    """

    status: int
    body: Any
    subject: UUID
    kept: Any = None


def once(request: Call, act: Callable[[], Answer]) -> Status[Any]:
    """Runs `act` unless this caller's key was used before. Raises `IdempotencyConflict` for another request."""
    key = request.headers.get(HEADER)
    if key is None:
        done = act()
        return Status(done.status, done.body)
    if not 0 < len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise Invalid(f"{HEADER} holds 1 to 255 printable ASCII characters.")
    mine, fresh = _claim(request, key)
    if not fresh:
        return Status(mine.status, mine.answer)
    done = act()
    mine.status, mine.subject_id, mine.answer = done.status, done.subject, done.kept or done.body
    mine.save(update_fields=["status", "subject_id", "answer"])
    return Status(done.status, done.body)


def drop_expired() -> None:
    """Forgets what was answered longer ago than a key is good for."""
    IdempotentAnswer.objects.filter(created_at__lt=clock.now() - KEPT).delete()


def _claim(request: Call, key: str) -> tuple[IdempotentAnswer, bool]:
    """The row of this key, and whether it is new. Waits for another request that is about to write it."""
    now, principal, fingerprint = clock.now(), request.auth.actor.id, _fingerprint(request)
    drop_expired()
    row = IdempotentAnswer(
        id=new_id(), principal_id=principal, key=key, fingerprint=fingerprint, created_at=now
    )
    IdempotentAnswer.objects.bulk_create([row], ignore_conflicts=True)
    found: IdempotentAnswer = IdempotentAnswer.objects.find(principal_id=principal, key=key)
    if bytes(found.fingerprint) != fingerprint:
        raise IdempotencyConflict
    return found, found.id == row.id


def _fingerprint(request: Call) -> bytes:
    """Tells one request from another. Keyed by the workspace, so that nobody can try texts against it."""
    said = request.headers.get("X-Content-SHA256") or request.body.decode("utf-8", "surrogateescape")
    what = f"{request.method} {request.get_full_path()}\n".encode() + said.encode("utf-8", "surrogateescape")
    return digests.blind(keyring.index_key(), "idempotency", what.hex())
