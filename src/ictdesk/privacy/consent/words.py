"""The closed lists of this room (states: ISO/IEC TS 27560, as the Data Privacy Vocabulary names them)."""

from typing import Literal

type State = Literal[
    "requested", "given", "renewed", "refused", "withdrawn", "expired", "invalidated", "unknown"
]
type Answer = Literal["given", "refused", "withdrawn"]
type Moment = Literal["", "start", "end"]
"""When the chat asks: empty is never."""
type How = Literal["form", "widget", "page", "mail", "api", "agent", "import", "erasure", "clock"]

ALLOWS = frozenset({"given", "renewed"})
"""The only ones under which something may be done."""
NOES = frozenset({"refused", "withdrawn"})
"""Words of the person that outlive a restore and a list that is brought in again."""
