"""Handshakes with our own listeners, to see which TLS they speak: the library's own, so that nothing else is needed."""

import socket
import ssl
import warnings
from dataclasses import dataclass
from typing import Literal

SECONDS = 5.0
WEAK = "NULL:eNULL:aNULL:EXPORT:RC4:3DES:DES:MD5:IDEA:SEED:@SECLEVEL=0"
type Speaks = Literal["tls", "smtp"]


@dataclass(frozen=True, slots=True)
class Place:
    """A listener: TLS from the first byte, or SMTP with STARTTLS (RFC 3207)."""

    host: str
    port: int
    speaks: Speaks = "tls"

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a listener took: names of versions, and of weak suites."""

    versions: tuple[str, ...]
    weak: str = ""

    @property
    def faults(self) -> list[str]:
        old = [one for one in self.versions if one in ("TLSv1", "TLSv1.1")]
        new = {"TLSv1.2", "TLSv1.3"} & {*self.versions}
        return [*old, *([self.weak] if self.weak else []), *([] if new else ["no TLS 1.2 or newer"])]


VERSIONS = {
    "TLSv1": ssl.TLSVersion.TLSv1,
    "TLSv1.1": ssl.TLSVersion.TLSv1_1,
    "TLSv1.2": ssl.TLSVersion.TLSv1_2,
    "TLSv1.3": ssl.TLSVersion.TLSv1_3,
}


def heard(place: Place) -> Heard:
    """Tries each version, then weak suites under TLS 1.2. Raises `OSError` where nobody listens."""
    with _connected(place):
        pass
    versions = tuple(name for name in VERSIONS if _accepts(place, name, "ALL:@SECLEVEL=0"))
    return Heard(versions, _accepts(place, "TLSv1.2", WEAK))


def _accepts(place: Place, version: str, suites: str) -> str:
    """The suite that was agreed on; empty where the handshake failed, which is what a refusal is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # whether it speaks, not who it is
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that these are old is why they are tried
        context.minimum_version = context.maximum_version = VERSIONS[version]
    try:
        if version != "TLSv1.3":
            context.set_ciphers(suites)
        with _connected(place) as plain, context.wrap_socket(plain, server_hostname=place.host) as line:
            agreed = line.cipher()
            return agreed[0] if agreed else ""
    except (ssl.SSLError, ConnectionError, TimeoutError):
        return ""


def _connected(place: Place) -> socket.socket:
    line = socket.create_connection((place.host, place.port), timeout=SECONDS)
    try:
        if place.speaks == "smtp":
            _start_tls(line)
    except BaseException:
        line.close()
        raise
    return line


def _start_tls(line: socket.socket) -> None:
    """Raises `ConnectionError` where it is not offered."""
    _answer(line, b"220")
    line.sendall(b"EHLO canary.invalid\r\n")
    _answer(line, b"250")
    line.sendall(b"STARTTLS\r\n")
    _answer(line, b"220")


def _answer(line: socket.socket, code: bytes) -> None:
    """Reads one reply (RFC 5321, 4.2.1)."""
    said = b""
    while not said.endswith(b"\n") or said.splitlines()[-1][3:4] == b"-":
        piece = line.recv(4096)
        if not piece or len(said) > 65536:
            raise ConnectionError("no reply")
        said += piece
    if not said.startswith(code):
        raise ConnectionError(f"refused with {said[:3]!r}")
