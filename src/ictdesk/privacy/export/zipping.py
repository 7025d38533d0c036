"""Writes a ZIP piece by piece: nothing of it is held but what is on its way."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

type Member = tuple[str, Iterable[bytes]]

PACKED = re.compile(r"\.(jsonl?|csv|html|css|eml|txt|vcf)$")
"""Texts are compressed; files of people mostly are already."""
EPOCH = (2000, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Written:
    """What is in the archive so far: size and SHA-256 of each file."""

    files: dict[str, dict[str, int | str]] = field(default_factory=dict)


class _Drain:
    """A file that cannot be rewound: hands its content on."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        taken, self._waiting = b"".join(self._waiting), []
        return taken

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """What was written stays to be taken."""


def zipped(members: Iterable[Member], written: Written) -> Iterator[bytes]:
    """The archive. `written` fills on the way, so that the last member can say what the others are."""
    drain = _Drain()
    with ZipFile(drain, "w") as archive:
        for name, pieces in members:
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED if PACKED.search(name) else ZIP_STORED
            info.external_attr = 0o600 << 16
            digest, size = hashlib.sha256(), 0
            with archive.open(info, "w", force_zip64=True) as out:
                for piece in pieces:
                    out.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    if ready := drain.taken():
                        yield ready
            written.files[name] = {"size": size, "sha256": digest.hexdigest()}
            yield drain.taken()
    yield drain.taken()


class Stream:
    """Reads an iterator of pieces as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._waiting = pieces, bytearray()

    def read(self, size: int, /) -> bytes:
        while len(self._waiting) < size and (piece := next(self._pieces, None)) is not None:
            self._waiting += piece
        part = bytes(self._waiting[:size])
        del self._waiting[:size]
        return part
