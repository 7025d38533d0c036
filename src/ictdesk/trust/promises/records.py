"""The promises of the public page: keys that never change, words that carry a version, and the claims that show them.

Sources: Regulation (EU) 2016/679, articles as named.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """`does`: what the software does for it. `claims`: what is checked of it. `lacks`: what is not there yet, in words."""

    key: str
    article: str
    words: str
    does: str
    claims: tuple[str, ...]
    lacks: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    anchor: str
    title: str
    lead: str
    promises: tuple[Promise, ...]
