"""The root keys and the epoch keys, of each cell its own. Neither is ever in PostgreSQL.

A root key comes from a file (other providers follow the same protocol); it wraps the epoch keys,
which lie as small files in the keys folder. An epoch key wraps the workspaces' keys. When an epoch
ends its key is destroyed, and with it every old copy of the keys that it wrapped.
"""

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from ictdesk.kernel.tenancy.planes import folder_of
from ictdesk.kernel.vault import cipher


class Root(Protocol):
    """Wraps and unwraps 32-byte keys with a key that never leaves it."""

    def wrap(self, key: bytes, label: bytes) -> bytes: ...

    def unwrap(self, wrapped: bytes, label: bytes) -> bytes: ...


class FileRoot:
    """A root key of 32 bytes in a file, as hex. Raises `ValueError` when the file holds something else."""

    def __init__(self, path: Path) -> None:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
        if len(secret) != 32:
            raise ValueError(f"{path} must hold 32 bytes as hex")
        self._key = AESGCM(secret)

    def wrap(self, key: bytes, label: bytes) -> bytes:
        return cipher.seal(self._key, key, label)

    def unwrap(self, wrapped: bytes, label: bytes) -> bytes:
        return cipher.unseal(self._key, wrapped, label)


@cache
def root(cell: str) -> Root:
    """The root key provider of a cell. The first cell's wraps what the control plane keeps, too."""
    return FileRoot(Path(settings.ICTDESK_ROOT_KEY_FILES[cell]))


def epochs_folder(cell: str) -> Path:
    folder = folder_of(cell) / "keys" / "epochs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def current_epoch(cell: str) -> int:
    """The newest epoch's number; makes the first epoch when there is none."""
    return max(epochs(cell), default=0) or new_epoch(cell, after=0)


def epochs(cell: str) -> list[int]:
    """The numbers of the epochs whose keys exist, oldest first."""
    return sorted(int(path.stem) for path in epochs_folder(cell).glob("*.key"))


def destroy_epoch(cell: str, number: int) -> None:
    """Destroys an epoch's key: overwritten, then removed. What it wrapped opens nowhere any more."""
    path = epochs_folder(cell) / f"{number}.key"
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _write_through(path.parent)


def new_epoch(cell: str, *, after: int) -> int:
    """Makes the epoch that follows; two processes that try at once end with the same one."""
    number = after + 1
    wrapped = root(cell).wrap(AESGCM.generate_key(256), _label(number))
    folder = epochs_folder(cell)
    draft = folder / f".{number}.{secrets.token_hex(8)}"  # threads of one process may try at once, too
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(wrapped)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, folder / f"{number}.key")  # fails when the other process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _write_through(folder)
    return number


def _write_through(folder: Path) -> None:
    """Makes sure that the name of a new file survives a power cut: without its epoch's key all is lost."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def epoch_key(cell: str, number: int) -> AESGCM:
    """The key of an epoch. Raises `FileNotFoundError` when it was destroyed."""
    wrapped = (epochs_folder(cell) / f"{number}.key").read_bytes()
    return AESGCM(root(cell).unwrap(wrapped, _label(number)))


def _label(number: int) -> bytes:
    return b"epoch|%d" % number
