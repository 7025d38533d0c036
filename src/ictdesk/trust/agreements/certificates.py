"""With what the documents are signed: the vendor's certificate from a file, or one that the installation makes for itself.

The latter is worked out of the installation's signing key, so every process has the same one and a restored installation has it again. Nobody
else vouches for it: documents and pages say that it is for evaluation.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256 (FIPS 186-5)."""


@dataclass(frozen=True, slots=True)
class Own:
    """`chain`: what leads from it to somebody who vouches for it."""

    certificate: x509.Certificate
    key: CertificateIssuerPrivateKeyTypes
    chain: tuple[x509.Certificate, ...] = ()
    evaluation: bool = False

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def pkcs8(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def own() -> Own:
    """Raises `ValueError` for a file that is no PKCS #12 archive with a key and its certificate, or does not open."""
    path = settings.ICTDESK_AGREEMENT_CERTIFICATE_FILE
    if path is None:
        return _made(Path(settings.ICTDESK_SIGNING_KEY_FILE), settings.ICTDESK_SITE.legal_name)
    return _read(Path(path), settings.ICTDESK_AGREEMENT_PASSPHRASE)


@cache
def _read(path: Path, passphrase: str) -> Own:
    key, certificate, more = pkcs12.load_key_and_certificates(
        path.read_bytes(), passphrase.encode() if passphrase else None
    )
    if key is None or certificate is None:
        raise ValueError(f"{path} holds no key with its certificate")
    return Own(certificate, key, tuple(more))  # type: ignore[arg-type]  # keys that sign, of which this is one


@cache
def _made(path: Path, name: str) -> Own:
    secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    long = HKDF(hashes.SHA256(), 48, salt=None, info=b"ictdesk/agreement-certificate/1").derive(secret)
    key = ec.derive_private_key(int.from_bytes(long) % (ORDER - 1) + 1, ec.SECP256R1())
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name} (for evaluation)"[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
        ]
    )
    serial = int.from_bytes(hashlib.sha256(long + name.encode()).digest()[:16]) >> 1
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(serial or 1)
        .not_valid_before(BEGIN)
        .not_valid_after(END)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return Own(made, key, evaluation=True)


def archive(own_one: Own, passphrase: str) -> bytes:
    """As a PKCS #12 archive, the form in which an own one is given."""
    sealed = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"agreement", own_one.key, own_one.certificate, None, sealed)  # type: ignore[arg-type]
