"""Seals an archive for somebody's age key, into a file without a name: only they can read what lies there for the moment."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

import pyrage
from pyrage import x25519

from ictdesk.privacy.export.zipping import Stream


class Sealed(NamedTuple):
    """Stands at its beginning."""

    file: IO[bytes]
    size: int
    sha256: str


@contextmanager
def sealed(pieces: Iterator[bytes], public_key: str) -> Iterator[Sealed]:
    """The file, until the block ends. Raises `pyrage.RecipientError`."""
    with tempfile.TemporaryFile() as file:
        pyrage.encrypt_io(Stream(pieces), file, [x25519.Recipient.from_str(public_key)])
        size = file.tell()
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        yield Sealed(file, size, digest)
