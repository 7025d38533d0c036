"""Notices of Amazon SNS: whether one was signed by Amazon, about a topic of ours, and lately."""

import base64
import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.conf import settings

from ictdesk.kernel import clock
from ictdesk.kernel.egress import fetching
from ictdesk.surfaces.hooks.door import Refused, text

HOST = re.compile(r"sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?")
LARGEST = 20_000
LATELY = timedelta(hours=1)
MOST = 50
NOTICE = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
SUBSCRIPTION = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
HASH: dict[str, hashes.HashAlgorithm] = {"1": hashes.SHA1(), "2": hashes.SHA256()}  # noqa: S303 - Amazon's version 1
CERTIFICATES: dict[str, bytes] = {}
"""What Amazon signs with, by address: its certificates do not change."""


def check(said: dict[str, Any]) -> None:
    """Raises `Refused` for anything but a fresh notice of a topic of ours, signed by Amazon; `OSError` without its certificate."""
    if text(said, "TopicArn") not in settings.ICTDESK_SNS_TOPICS:
        raise Refused
    algorithm = HASH.get(text(said, "SignatureVersion"))
    if algorithm is None or not _is_lately(text(said, "Timestamp")):
        raise Refused
    key = _certificate(text(said, "SigningCertURL")).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise Refused
    try:
        signature = base64.b64decode(text(said, "Signature"), validate=True)
        key.verify(signature, signed(said), padding.PKCS1v15(), algorithm)
    except (InvalidSignature, ValueError) as error:
        raise Refused from error


def signed(said: dict[str, Any]) -> bytes:
    """The text that is signed: names and values in their order, each on a line."""
    names = NOTICE if text(said, "Type") == "Notification" else SUBSCRIPTION
    return "".join(f"{name}\n{text(said, name)}\n" for name in names if name in said).encode()


def confirm(said: dict[str, Any]) -> None:
    """Tells Amazon that the topic may send here. Raises `OSError` when it cannot be told."""
    url = text(said, "SubscribeURL")
    if not _is_amazons(url):
        raise Refused
    _fetch(url)


def _certificate(url: str) -> x509.Certificate:
    if not _is_amazons(url) or not urlsplit(url).path.endswith(".pem"):
        raise Refused
    if url not in CERTIFICATES:
        if len(CERTIFICATES) > MOST:
            CERTIFICATES.clear()
        CERTIFICATES[url] = _fetch(url)
    try:
        found = x509.load_pem_x509_certificate(CERTIFICATES[url])
    except ValueError as error:
        raise Refused from error
    if not found.not_valid_before_utc <= clock.now() <= found.not_valid_after_utc:
        raise Refused
    return found


def _fetch(url: str) -> bytes:
    try:
        return fetching.fetch(url, limit=LARGEST)
    except fetching.NotFetched as error:
        raise OSError("Amazon did not answer") from error


def _is_amazons(url: str) -> bool:
    try:
        parts = urlsplit(url)
        right = parts.scheme == "https" and parts.port is None and parts.username is None
    except ValueError:
        return False
    return right and HOST.fullmatch(parts.hostname or "") is not None


def _is_lately(when: str) -> bool:
    try:
        said = datetime.fromisoformat(when)
    except ValueError:
        return False
    return said.tzinfo is not None and abs(clock.now() - said) < LATELY
