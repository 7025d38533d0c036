"""Why a socket is closed: the codes that clients act on. See `docs/api/realtime.md`."""

from enum import Enum


class Close(Enum):
    """A WebSocket close code; `word` is what the `bye` frame says."""

    GONE = 1001
    RESTART = 1012
    BAD_FRAME = 4400
    UNAUTHORISED = 4401
    FORBIDDEN_ORIGIN = 4403
    NOT_FOUND = 4404
    HELLO_TIMEOUT = 4408
    SLOW_CONSUMER = 4409
    TOO_MANY = 4429

    @property
    def word(self) -> str:
        return self.name.lower()
