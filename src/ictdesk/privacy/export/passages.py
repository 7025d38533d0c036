"""A text with black bars: how withheld passages travel through an archive's writers."""

from collections.abc import Sequence
from typing import NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
"""Characters for private use; a text that brings them along loses them."""


class Span(NamedTuple):
    """Characters of a text, and the code of why they are withheld."""

    start: int
    end: int
    reason: str


def barred(text: str, spans: Sequence[Span]) -> str:
    """The text with a mark in place of each span; spans that meet are one."""
    parts, at = [], 0
    for span in sorted(spans):
        if span.end <= at:
            continue
        parts += [clean(text[at : max(at, span.start)]), f"{OPEN}{span.reason}{CLOSE}"]
        at = span.end
    return "".join([*parts, clean(text[at:])])


def clean(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def plain(text: str, words: dict[str, str]) -> str:
    """For files that programs read."""
    if OPEN not in text:
        return text
    for code, word in words.items():
        text = text.replace(f"{OPEN}{code}{CLOSE}", f"[{word}]")
    return text


def bars(escaped: str, words: dict[str, str]) -> str:
    """For a page: `escaped` is safe already, and stays so."""
    if OPEN not in escaped:
        return escaped
    for code, word in words.items():
        escaped = escaped.replace(f"{OPEN}{code}{CLOSE}", f'<span class="bar">{word}</span>')
    return escaped
