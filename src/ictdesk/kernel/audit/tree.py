"""The Merkle tree of RFC 6962, section 2.1: what a log promises by one hash, and proofs that it kept the promise.

Pure: digests come from a `Read`, so that a log of a million entries is proved by a few hundred of them. Digests are the
32 bytes of SHA-256.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Self

type Read = Callable[[int, int, int], Sequence[bytes]]
"""(level, first, count) -> digests of whole subtrees of 256**level leaves each, from the first-th on."""

WIDTH = 256
"""Subtrees that are kept are as wide as a power of this."""
HEIGHT = 8
"""And so many levels of nodes higher than the ones below."""
EMPTY = hashlib.sha256().digest()
"""The root of a log without entries."""


class Broken(Exception):
    """A proof that proves nothing."""


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of these leaves, all at hand."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return node(root_of(leaves[:middle]), root_of(leaves[middle:]))


class Growing:
    """A root that grows leaf by leaf, in memory for one digest per level: for reading a log through."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[tuple[int, bytes]] = []
        """Whole subtrees from the left, the largest first: (leaves, digest)."""

    @classmethod
    def after(cls, size: int, peaks: bytes) -> Self:
        """One that has so many leaves already, and these peaks. Raises `ValueError` when they do not fit."""
        made, wide = cls(), [1 << bit for bit in range(size.bit_length() - 1, -1, -1) if size >> bit & 1]
        if len(peaks) != 32 * len(wide):
            raise ValueError("as many peaks as whole subtrees")
        made.size = size
        made.peaks = [(one, peaks[32 * at : 32 * at + 32]) for at, one in enumerate(wide)]
        return made

    def add(self, digest: bytes) -> None:
        self.size += 1
        wide = 1
        while self.peaks and self.peaks[-1][0] == wide:
            digest = node(self.peaks.pop()[1], digest)
            wide *= 2
        self.peaks.append((wide, digest))

    def root(self) -> bytes:
        """Of what was added so far."""
        found: bytes | None = None
        for _, peak in reversed(self.peaks):
            found = peak if found is None else node(peak, found)
        return EMPTY if found is None else found


def root(size: int, read: Read) -> bytes:
    """The root of the first `size` leaves."""
    return _hash(0, size, read) if size else EMPTY


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """That the leaf at `index` is in the tree of `size` leaves: PATH(m, D[n]), from the leaf up."""
    if not 0 <= index < size:
        raise ValueError(f"{index} is not in a tree of {size}")
    first, last, path = 0, size, []
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(_hash(middle, last, read))
            last = middle
        else:
            path.append(_hash(first, middle, read))
            first = middle
    return path[::-1]


def consistency(old: int, size: int, read: Read) -> list[bytes]:
    """That the tree of `size` leaves begins with the tree of `old` leaves: PROOF(m, D[n])."""
    if not 0 <= old <= size:
        raise ValueError(f"{old} is no part of {size}")
    if old in (0, size):
        return []
    first, last, path, known = 0, size, [], True
    while first + old != last:
        middle = first + _split(last - first)
        if old <= middle - first:
            path.append(_hash(middle, last, read))
            last = middle
        else:
            path.append(_hash(first, middle, read))
            old, first, known = old - (middle - first), middle, False
    return ([] if known else [_hash(first, last, read)]) + path[::-1]


def check_inclusion(digest: bytes, index: int, size: int, proof: Iterable[bytes], root: bytes) -> None:
    """Raises `Broken` unless the proof leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise Broken
    at, last = index, size - 1
    for part in proof:
        if last == 0:
            raise Broken
        if at % 2 or at == last:
            digest = node(part, digest)
            while not at % 2 and at:
                at, last = at >> 1, last >> 1
        else:
            digest = node(digest, part)
        at, last = at >> 1, last >> 1
    if last or digest != root:
        raise Broken


def check_consistency(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> None:
    """Raises `Broken` unless the tree of `size` begins with the one of `old` (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= size:
        raise Broken
    if old in (0, size):
        if proof or old_root != (root if old else EMPTY):
            raise Broken
        return
    parts = [old_root, *proof] if old & (old - 1) == 0 else [*proof]
    if not parts or _both(old, size, parts) != (old_root, root):
        raise Broken


def _both(old: int, size: int, parts: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The two roots to which a proof of consistency leads."""
    at, last = old - 1, size - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    mine = theirs = parts[0]
    for part in parts[1:]:
        if last == 0:
            raise Broken
        if at % 2 or at == last:
            mine, theirs = node(part, mine), node(part, theirs)
            while not at % 2 and at:
                at, last = at >> 1, last >> 1
        else:
            theirs = node(theirs, part)
        at, last = at >> 1, last >> 1
    if last:
        raise Broken
    return mine, theirs


def _split(count: int) -> int:
    """The largest power of two below `count`, which is at least 2."""
    return 1 << ((count - 1).bit_length() - 1)


def _hash(first: int, last: int, read: Read) -> bytes:
    """MTH(D[first:last]); `first` is a multiple of the whole part's width, as the splits of the RFC have it."""
    count = last - first
    if count & (count - 1):
        middle = first + _split(count)
        return node(_hash(first, middle, read), _hash(middle, last, read))
    level = (count.bit_length() - 1) // HEIGHT
    wide = WIDTH**level
    found = read(level, first // wide, count // wide)
    if len(found) != count // wide:
        raise Broken
    return root_of(found)
