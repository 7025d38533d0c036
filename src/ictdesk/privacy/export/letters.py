"""Raw mails without what only machines wrote on them: routes, other people's addresses, secret reply addresses."""

from collections.abc import Iterable, Iterator

KEPT = (b"from:", b"date:", b"subject:", b"mime-version:", b"content-")
LONGEST_HEAD = 1024 * 1024


def without_routes(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The mail with the headers that its author meant for a reader, and its body as it came."""
    head, rest = b"", iter(pieces)
    for piece in rest:
        head += piece
        if _end(head) >= 0 or len(head) > LONGEST_HEAD:
            break
    at = _end(head)
    at = len(head) if at < 0 else at
    yield _kept(head[:at])
    yield head[at:]
    yield from rest


def _end(head: bytes) -> int:
    """Where the line between head and body begins."""
    found = [at for at in (head.find(b"\r\n\r\n"), head.find(b"\n\n")) if at >= 0]
    return min(found) if found else -1


def _kept(head: bytes) -> bytes:
    lines, keep = [], False
    for line in head.splitlines():
        if line[:1] not in (b" ", b"\t"):
            keep = line.lower().startswith(KEPT)
        if keep:
            lines.append(line)
    return b"\r\n".join(lines)
