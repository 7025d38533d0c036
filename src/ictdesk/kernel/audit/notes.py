"""Signed notes as C2SP has them (signed-note, tlog-checkpoint): a few lines that anybody can verify."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ictdesk.kernel.vault import signing

DASH = "\N{EM DASH} "
ED25519 = b"\x01"


class NoCheckpoint(ValueError):
    """The text is no checkpoint that this key signed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries a log had, and their root."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, body: str) -> Self:
        """Raises `NoCheckpoint`."""
        lines = body.split("\n")
        try:
            origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
        except (IndexError, ValueError) as error:
            raise NoCheckpoint from error
        if not origin or not (size.isascii() and size.isdigit()) or size != str(int(size)) or len(root) != 32:
            raise NoCheckpoint
        return cls(origin, int(size), root)


def signed(checkpoint: Checkpoint) -> str:
    """The note: the checkpoint, an empty line and the installation's signature."""
    return signed_text(checkpoint.origin, checkpoint.body())


def signed_text(name: str, body: str) -> str:
    """Any text that ends with a line, as a note that the installation signs under this name (C2SP signed-note)."""
    content = key_id(name, signing.public_key()) + signing.sign(body.encode())
    return f"{body}\n{DASH}{name} {base64.b64encode(content).decode()}\n"


def opened(note: str, key: bytes) -> Checkpoint:
    """What a note says, once the signature by this key (32 bytes) was verified. Raises `NoCheckpoint`."""
    body, found, signatures = note.replace("\r\n", "\n").rpartition("\n\n")
    if not found:
        raise NoCheckpoint
    checkpoint = Checkpoint.read(body + "\n")
    wanted = key_id(checkpoint.origin, key)
    for line in signatures.split("\n"):
        name, _, content = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or name != checkpoint.origin:
            continue
        try:
            raw = base64.b64decode(content, validate=True)
            if raw[:4] == wanted:
                Ed25519PublicKey.from_public_bytes(key).verify(raw[4:], (body + "\n").encode())
                return checkpoint
        except (ValueError, InvalidSignature):
            continue
    raise NoCheckpoint


def key_id(name: str, key: bytes) -> bytes:
    """The four bytes by which a note names its key."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + key).digest()[:4]


def verifier_key(name: str, key: bytes) -> str:
    """The key as one line, as other tools read it: name+id+key."""
    return f"{name}+{key_id(name, key).hex()}+{base64.b64encode(ED25519 + key).decode()}"
