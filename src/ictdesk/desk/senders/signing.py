"""Signs mails with the key of the domain that they are written under (DKIM, RFC 6376)."""

from typing import NamedTuple

import dkim

SIGNED = (
    b"from",
    b"from",  # twice: nobody can add a second one
    b"to",
    b"cc",
    b"subject",
    b"date",
    b"message-id",
    b"reply-to",
    b"in-reply-to",
    b"references",
    b"mime-version",
    b"content-type",
)


class Signer(NamedTuple):
    """What signs for one domain."""

    domain: str
    selector: str
    private_key: str

    def header(self, raw: bytes) -> str:
        """The value of the field DKIM-Signature for a mail as it goes out, in one line."""
        names = [name for name in SIGNED if name in _names(raw)]
        signed = dkim.sign(
            raw,
            self.selector.encode(),
            self.domain.encode(),
            self.private_key.encode(),
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=names,
        )
        return " ".join(signed.decode().partition(":")[2].split())


def _names(raw: bytes) -> set[bytes]:
    head = raw.partition(b"\r\n\r\n")[0]
    return {line.partition(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"}
