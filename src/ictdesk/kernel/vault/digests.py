"""Keyed digests: to find an address or a word without storing it.

Different workspaces have different keys, so equal addresses in two of them cannot be linked. Who holds
the key can try values; the threat model says what that means.
"""

import hashlib
import re
import unicodedata
from contextlib import suppress
from functools import cache

import snowballstemmer

WORD = re.compile(r"\w+", re.UNICODE)
LONGEST_WORD = 64
MOST_WORDS = 2_000
"""How many different words of one text are indexed."""


def blind(key: bytes, kind: str, value: str) -> bytes:
    """The look-up digest of a normalised value, 16 bytes. `kind` keeps e-mail and phone apart."""
    return hashlib.blake2b(value.encode(), key=key, digest_size=16, person=kind.encode()[:16]).digest()


def normal_address(address: str) -> str:
    """An e-mail address in one form: case folded, domain in IDNA. Dots and plus tags stay: they can matter."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    with suppress(UnicodeError):  # not a domain that IDNA knows: digest it as it is
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}".casefold()


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The distinct stemmed words of a text, in order of appearance."""
    found = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    stems = _stemmer().stemWords([word for word in found if len(word) <= LONGEST_WORD])
    return list(dict.fromkeys(stems))[:MOST_WORDS]


def tokens(key: bytes, text: str) -> list[int]:
    """The search tokens of a text: one signed 64-bit digest for each distinct word."""
    return [token(key, word) for word in words(text)]


def token(key: bytes, word: str) -> int:
    digest = hashlib.blake2b(word.encode(), key=key, digest_size=8, person=b"word").digest()
    return int.from_bytes(digest, "big", signed=True)
