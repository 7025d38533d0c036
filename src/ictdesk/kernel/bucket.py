"""A bucket of an S3-compatible storage, as far as the desk needs one: add, read, list. Nothing is ever replaced.

Its library (`pip install ictdesk[s3]`) is large, and loaded when a bucket is used: a desk without one does not pay for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings

from ictdesk.kernel.errors import Unavailable

SECONDS = 10
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict")
NO_LOCK = (404, 405, 501)
"""How storages answer that ask for locks and have none."""


class NotReached(Unavailable):
    """The message names the operation and the storage's code, and no key."""

    code = "bucket_not_reached"
    sentence = "The bucket cannot be reached, or does not let the desk in."


class _Refused(NotReached):
    def __init__(self, act: str, reason: str, status: int) -> None:
        super().__init__(f"The bucket refuses {act}: {reason}.")
        self.reason, self.answer = reason, status


@dataclass(frozen=True, slots=True)
class Bucket:
    """`prefix` is empty or ends with a slash; keys are given and taken without it. All calls raise `NotReached`."""

    name: str
    prefix: str = ""

    @classmethod
    def at(cls, address: str) -> Self:
        """`s3://NAME` or `s3://NAME/PREFIX`. Raises `ValueError` for anything else."""
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
            raise ValueError("expected s3://BUCKET or s3://BUCKET/PREFIX")
        path = parts.path.strip("/")
        return cls(parts.netloc, f"{path}/" if path else "")

    def add(self, key: str, content: bytes, *, locked_until: datetime | None = None) -> bool:
        """False when there is an object of this name already, which stays as it is.

        `locked_until`: until then the storage lets nobody remove it (object lock, in compliance mode).
        """
        given: dict[str, Any] = {"Key": self.prefix + key, "Body": content}
        if locked_until is not None:
            given |= {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": locked_until}
        try:
            self._ask("put_object", **given, IfNoneMatch="*", ChecksumAlgorithm="SHA256")
        except _Refused as refusal:
            if refusal.reason in TAKEN:
                return False
            raise
        return True

    def read(self, key: str) -> bytes:
        content: bytes = self._ask("get_object", Key=self.prefix + key)["Body"].read()
        return content

    def keys(self, under: str = "", *, after: str = "") -> Iterator[str]:
        """In the order of their names; `after` is a key."""
        begin = {"StartAfter": self.prefix + after} if after else {}
        for page in self._pages(Prefix=self.prefix + under, **begin):
            yield from (one["Key"].removeprefix(self.prefix) for one in page.get("Contents", ()))

    def folders(self) -> list[str]:
        """The first parts of all keys that have several."""
        pages = self._pages(Prefix=self.prefix, Delimiter="/")
        found = [one["Prefix"] for page in pages for one in page.get("CommonPrefixes", ())]
        return [name.removeprefix(self.prefix).rstrip("/") for name in found]

    def locks(self) -> bool:
        """Whether its objects can be locked."""
        try:
            said = self._ask("get_object_lock_configuration")["ObjectLockConfiguration"]
        except _Refused as refusal:
            if refusal.answer in NO_LOCK and refusal.reason != "NoSuchBucket":
                return False
            raise
        return bool(said.get("ObjectLockEnabled") == "Enabled")

    def _pages(self, **given: str) -> Iterator[dict[str, Any]]:
        token: dict[str, str] = {}
        while True:
            page = self._ask("list_objects_v2", **given, **token)
            yield page
            if not page.get("IsTruncated"):
                return
            token = {"ContinuationToken": page["NextContinuationToken"]}

    def _ask(self, act: str, **given: Any) -> dict[str, Any]:
        client = _client()
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - see above

        try:
            answer: dict[str, Any] = getattr(client, act)(Bucket=self.name, **given)
        except ClientError as error:
            said = error.response
            raise _Refused(
                act, str(said["Error"]["Code"]), said["ResponseMetadata"]["HTTPStatusCode"]
            ) from error
        except BotoCoreError as error:
            raise NotReached(f"The bucket cannot be reached: {type(error).__name__}.") from error
        return answer


@cache
def _client() -> Any:
    """One for the process; it may be used by several threads."""
    try:
        import boto3  # noqa: PLC0415 - see above
        from botocore.config import Config  # noqa: PLC0415 - see above
    except ImportError as error:
        raise NotReached(
            "A bucket needs a library that is not installed: pip install 'ictdesk[s3]'."
        ) from error

    key, _, secret = settings.ICTDESK_S3_SECRET.partition(":") if settings.ICTDESK_S3_SECRET else ("", "", "")
    return boto3.client(
        "s3",
        endpoint_url=settings.ICTDESK_S3_ENDPOINT,
        region_name=settings.ICTDESK_S3_REGION,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"mode": "standard"}),
    )


def host() -> str:
    """Where the storage is."""
    return urlsplit(_client().meta.endpoint_url).hostname or ""
