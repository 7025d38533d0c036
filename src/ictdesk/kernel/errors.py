"""The tree of domain errors.

    DomainError                  400  bad_request
    ├── Unauthorised             401  unauthorised          not known, expired or revoked
    ├── NotAllowed               403  forbidden             known, but this is not for you
    │   └── ForbiddenOrigin      403  forbidden_origin
    ├── NotFound                 404  not_found             absent, or not yours: the same answer
    ├── Conflict                 409  conflict
    │   ├── ClientIdConflict     409  client_id_conflict    same id, other content
    │   ├── IdempotencyConflict  409  idempotency_conflict
    │   ├── AlreadySo            409  already_so            nothing would change
    │   └── Ending               409  workspace_ending      it is read and exported, nothing is written
    ├── Gone                     410  gone                  erased: the key was destroyed
    ├── TooLarge                 413  too_large
    ├── UnsupportedFile          415  unsupported_file
    ├── Invalid                  422  invalid
    │   └── HashMismatch         422  hash_mismatch
    ├── TooManyRequests          429  too_many_requests
    └── Unavailable              503  unavailable

Each carries a stable code, an HTTP status and a sentence for the person. The API answers with a
problem document (RFC 9457), pages show the sentence, sockets send the code. An answer never tells
more than its sentence: no database text, no ids that were not in the request.
"""

from typing import ClassVar


class DomainError(Exception):
    """Refuses a request before anything was written."""

    code: ClassVar[str] = "bad_request"
    status: ClassVar[int] = 400
    sentence: ClassVar[str] = "The request cannot be understood."

    def __init__(self, detail: str = "", *, retry_after: int | None = None) -> None:
        self.detail = detail or self.sentence
        self.retry_after = retry_after
        super().__init__(self.detail)

    def problem(self) -> dict[str, object]:
        """The RFC 9457 problem document of this error."""
        return {
            "type": f"/problems/{self.code}",
            "title": self.sentence,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }


class Unauthorised(DomainError):
    code = "unauthorised"
    status = 401
    sentence = "Sign in again: this session is unknown, has ended or was withdrawn."


class NotAllowed(DomainError):
    code = "forbidden"
    status = 403
    sentence = "Your role does not allow this."


class ForbiddenOrigin(NotAllowed):
    code = "forbidden_origin"
    sentence = "This website may not use this chat."


class NotFound(DomainError):
    code = "not_found"
    status = 404
    sentence = "There is nothing here, or it is not yours."


class Conflict(DomainError):
    code = "conflict"
    status = 409
    sentence = "This does not fit the present state."


class ClientIdConflict(Conflict):
    code = "client_id_conflict"
    sentence = "This client_id was used for another message."


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"
    sentence = "This Idempotency-Key was used for another request."


class AlreadySo(Conflict):
    code = "already_so"
    sentence = "It is so already; nothing was changed."


class Ending(Conflict):
    code = "workspace_ending"
    sentence = "This workspace comes to its end: it can be read and taken along, and nothing new is written."


class Gone(DomainError):
    code = "gone"
    status = 410
    sentence = "This was erased and cannot be read any more."


class TooLarge(DomainError):
    code = "too_large"
    status = 413
    sentence = "This is larger than allowed."


class UnsupportedFile(DomainError):
    code = "unsupported_file"
    status = 415
    sentence = "Files of this kind are not accepted."


class Invalid(DomainError):
    code = "invalid"
    status = 422
    sentence = "Something in the request is not valid."


class HashMismatch(Invalid):
    code = "hash_mismatch"
    sentence = "The file did not arrive as it was sent."


class TooManyRequests(DomainError):
    code = "too_many_requests"
    status = 429
    sentence = "Too many requests; wait a moment."


class Unavailable(DomainError):
    code = "unavailable"
    status = 503
    sentence = "The desk cannot answer right now; nothing was lost. Try again in a moment."
