"""Unwrapped keys in memory: bounded, short-lived, revocable."""

import threading
import time
from collections import OrderedDict
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LIFETIME = 600.0
"""Seconds after which an unwrapped key is dropped in any case."""
LIMIT = 20_000
"""How many unwrapped keys a process keeps."""

type Name = tuple[UUID, UUID]
"""Workspace and subject."""


class KeyCache:
    """Least recently used keys, safe between threads."""

    def __init__(self, limit: int = LIMIT, lifetime: float = LIFETIME) -> None:
        self._keys: OrderedDict[Name, tuple[float, AESGCM]] = OrderedDict()
        self._dropped: OrderedDict[Name, float] = OrderedDict()
        self._lock = threading.Lock()
        self._limit = limit
        self._lifetime = lifetime

    def get(self, name: Name) -> AESGCM | None:
        """The key, unless it was never put, was dropped or is too old."""
        with self._lock:
            held = self._keys.get(name)
            if held is None:
                return None
            if held[0] < time.monotonic():
                del self._keys[name]
                return None
            self._keys.move_to_end(name)
            return held[1]

    def put(self, name: Name, key: AESGCM) -> None:
        """Keeps a key, unless it was dropped: it may have been read just before it was destroyed."""
        with self._lock:
            if self._dropped.get(name, 0.0) >= time.monotonic():
                return
            self._keys[name] = (time.monotonic() + self._lifetime, key)
            self._keys.move_to_end(name)
            while len(self._keys) > self._limit:
                self._keys.popitem(last=False)

    def drop(self, name: Name) -> None:
        """Forgets a key, and takes it back from nobody for as long as a key is kept."""
        with self._lock:
            self._keys.pop(name, None)
            self._dropped[name] = time.monotonic() + self._lifetime
            self._dropped.move_to_end(name)
            while len(self._dropped) > self._limit:
                self._dropped.popitem(last=False)

    def drop_all(self, workspace: UUID) -> None:
        """Forgets every key of a workspace."""
        with self._lock:
            for name in [name for name in self._keys if name[0] == workspace]:
                del self._keys[name]

    def clear(self) -> None:
        with self._lock:
            self._keys.clear()


KEYS = KeyCache()
