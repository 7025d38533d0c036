"""What of an address may be noted: the words of our own routes, ids and numbers. All else is a star.

An address may hold what somebody typed, and links that open something hold a secret.
"""

import re
from collections.abc import Iterable

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,9}")
PLACEHOLDER = re.compile(r"<[^>]*>|\{[^}]*\}|\(\?P[^)]*\)+")
WORD = re.compile(r"[a-z][a-z0-9._-]*")

_words: set[str] = set()


def know(routes: Iterable[str]) -> None:
    """Learns the words of routes as they are written down, placeholders left out."""
    for route in routes:
        _words.update(WORD.findall(PLACEHOLDER.sub("", route).replace("\\", "")))


def plain(path: str) -> str:
    """The path with a star for each part that is none of these."""
    return "/".join(
        part if part in _words or not part or ID.fullmatch(part) else "*" for part in path.split("/")
    )
