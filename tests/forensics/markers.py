"""Words that nobody else writes, and a search for them in raw bytes."""

import base64
import re
import secrets
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PIECE = 16 * 1024 * 1024


def _stem() -> str:
    return "zq" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(16))


@dataclass
class Markers:
    """One stem for a run, and a word made of it for every way in."""

    stem: str = field(default_factory=_stem)
    used: list[str] = field(default_factory=list)

    def word(self, way: str) -> str:
        """A word that says by which way it went in."""
        marker = self.stem + way
        self.used.append(marker)
        return marker

    def forms(self) -> set[bytes]:
        """The stem in every form in which it could lie on a disk, in lower case: text, UTF-16, hex, base64."""
        plain = self.stem.encode()
        forms = {plain, self.stem.encode("utf-16-le"), plain.hex().encode()}
        for shift in range(3):
            packed = base64.b64encode(b"\0" * shift + plain)
            forms.add(packed[4 if shift else 0 : -4].lower())
        return forms

    def found_in(self, text: bytes) -> set[str]:
        text = text.lower()
        return {
            hit.group().decode("latin-1")
            for form in self.forms()
            if form in text
            for hit in re.finditer(re.escape(form) + rb"[a-z]*", text)
        }


def pieces(file: Path) -> Iterator[bytes]:
    """A file in pieces that overlap, so that no word falls between two."""
    with file.open("rb") as stream:
        tail = b""
        while piece := stream.read(PIECE):
            yield tail + piece
            tail = piece[-200:]


def scan(markers: Markers, folders: Iterable[Path]) -> dict[str, set[str]]:
    """Every file below the folders that holds a marker, with the markers in it."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        for file in (one for one in sorted(folder.rglob("*")) if one.is_file() and not one.is_symlink()):
            try:
                hits = {hit for piece in pieces(file) for hit in markers.found_in(piece)}
            except FileNotFoundError:
                continue  # the server removes files of its own while we look
            if markers.found_in(str(file).encode()):
                hits.add("in the file's name")
            if hits:
                found[str(file.relative_to(folder))] = hits
    return found
