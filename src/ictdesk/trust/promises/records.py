"""The promises: keys that never change, words that carry a version, and what of the software keeps them.

`shown_by` names the tests that fail when the promise is broken. A promise without one is announced, not kept, and the page
says so. Sources: Regulation (EU) 2016/679, articles as named.
"""

from dataclasses import dataclass
from typing import Literal

type State = Literal["kept", "partly", "planned"]


@dataclass(frozen=True, slots=True)
class Promise:
    """`does`: what the software does for it. `lacks`: what is not there yet, in words; then it is kept in part only."""

    key: str
    article: str
    words: str
    does: str
    shown_by: tuple[str, ...] = ()
    lacks: str = ""
    version: int = 1

    @property
    def state(self) -> State:
        if not self.shown_by:
            return "planned"
        return "partly" if self.lacks else "kept"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    anchor: str
    title: str
    lead: str
    promises: tuple[Promise, ...]
