"""Whom the workspace knows: names to look for, and what is the person's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ictdesk.privacy.export.recognising.patterns import Found

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", re.UNICODE)  # noqa: RUF001 - the sign in names
SHORTEST = 3


class Names:
    """Names by their first word. A name of one word is looked for only where it begins with a capital."""

    def __init__(self) -> None:
        self._by_first: dict[str, set[tuple[tuple[str, ...], str]]] = {}

    def add(self, name: str, kind: str) -> None:
        """Adds a name; for a member also the first of several words, since that is how people sign."""
        words = tuple(WORD.findall(name.casefold()))
        for one in {words, words[:1] if kind == "member" else words}:
            if len(one) > 1 or (one and len(one[0]) >= SHORTEST):
                self._by_first.setdefault(one[0], set()).add((one, kind))

    def find(self, text: str) -> Iterator[Found]:
        words = list(WORD.finditer(text))
        folded = [word.group().casefold() for word in words]
        for at, first in enumerate(folded):
            for name, kind in self._by_first.get(first, ()):
                end = at + len(name)
                capital = len(name) > 1 or words[at].group()[0].isupper()
                if capital and tuple(folded[at:end]) == name:
                    yield Found(words[at].start(), words[end - 1].end(), kind)


@dataclass(slots=True)
class Known:
    """What a workspace knows when it looks for others in what is told to one person."""

    country: str = ""
    names: Names = field(default_factory=Names)
    own: set[str] = field(default_factory=set)

    def own_is(self, values: Iterable[str]) -> None:
        """These are the person's own: names, addresses, numbers."""
        self.own |= {form(value) for value in values if value}

    def is_own(self, passage: str) -> bool:
        return form(passage) in self.own


def form(value: str) -> str:
    """One form for what is the same: case, spaces and the signs of numbers do not count."""
    return re.sub(r"[\s()/+-]", "", value).casefold()
