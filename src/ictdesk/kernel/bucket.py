"""A bucket of an S3-compatible storage, as far as the desk needs one: add, read, list, and for copies: upload, remove.

What is added is never replaced; what is removed goes with all of its versions.

Its library (`pip install ictdesk[s3]`) is large, and loaded when a bucket is used: a desk without one does not pay for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from django.conf import settings

from ictdesk.kernel.errors import Unavailable

SECONDS = 10
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict")
NO_LOCK = (404, 405, 501)
"""How storages answer that are asked for locks, versions or uploads in parts, and have none."""
PART = 32 * 1024 * 1024
"""Bytes of a part, one of which is in memory; a storage takes 10,000 parts, so 312 GiB in one object."""
YEAR = 365


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


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

    def upload(self, key: str, stream: Readable) -> None:
        """In parts, of which one is in memory, whatever the length. What `stream` raises goes through, and nothing is there then."""
        given = {"Key": self.prefix + key, "Fileobj": stream, "Config": _in_parts()}
        self._ask("upload_fileobj", **given, ExtraArgs={"ChecksumAlgorithm": "SHA256"})

    def download(self, key: str, file: Path) -> None:
        with file.open("xb") as out:
            self._ask("download_fileobj", Key=self.prefix + key, Fileobj=out, Config=_in_parts())

    def size(self, key: str) -> int:
        """In bytes."""
        return int(self._ask("head_object", Key=self.prefix + key)["ContentLength"])

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

    def days_locked(self) -> int:
        """For how long the bucket's own rule locks each object that comes; 0 when it has none."""
        if not self.locks():
            return 0
        said = self._ask("get_object_lock_configuration")["ObjectLockConfiguration"]
        rule = said.get("Rule", {}).get("DefaultRetention", {})
        return int(rule.get("Days", 0)) + YEAR * int(rule.get("Years", 0))

    def versions(self, under: str = "") -> Iterator[tuple[str, str]]:
        """Key and version of all that was ever there and is not deleted for good, marks of deletion among it."""
        begin: dict[str, str] = {}
        while True:
            try:
                page = self._ask("list_object_versions", Prefix=self.prefix + under, **begin)
            except _Refused as refusal:
                if refusal.answer not in NO_LOCK or refusal.reason == "NoSuchBucket":
                    raise
                yield from ((key, "") for key in self.keys(under))
                return
            for one in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
                yield one["Key"].removeprefix(self.prefix), one["VersionId"]
            if not page.get("IsTruncated"):
                return
            begin = {"KeyMarker": page["NextKeyMarker"], "VersionIdMarker": page["NextVersionIdMarker"]}

    def remove(self, key: str, version: str = "") -> None:
        """For good when the version is named. Raises `NotReached` for a locked one."""
        self._ask("delete_object", Key=self.prefix + key, **_version(version))

    def locked_until(self, key: str, version: str) -> datetime | None:
        """None for what is not locked, and for a mark of deletion."""
        try:
            said = self._ask("head_object", Key=self.prefix + key, **_version(version))
        except _Refused as refusal:
            if refusal.answer in NO_LOCK:
                return None
            raise
        until: datetime | None = said.get("ObjectLockRetainUntilDate")
        return until

    def give_up_uploads(self, under: str = "") -> int:
        """Throws away the parts of uploads that never ended; how many those were."""
        try:
            found = self._ask("list_multipart_uploads", Prefix=self.prefix + under).get("Uploads", ())
        except _Refused as refusal:
            if refusal.answer not in NO_LOCK or refusal.reason == "NoSuchBucket":
                raise
            return 0
        for one in found:
            self._ask("abort_multipart_upload", Key=one["Key"], UploadId=one["UploadId"])
        return len(found)

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


@dataclass(frozen=True, slots=True)
class Login:
    """Where the storage is and who asks it; `secret` as KEY:SECRET, None to look where Amazon's own programs do."""

    endpoint: str | None
    region: str
    secret: str | None


_given: list[Login] = []


def use(login: Login) -> None:
    """For a program that has no settings yet; the settings are not asked any more."""
    _given[:] = [login]
    _client.cache_clear()


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

    login = _given[0] if _given else _of_settings()
    key, _, secret = (login.secret or "").partition(":")
    return boto3.client(
        "s3",
        endpoint_url=login.endpoint,
        region_name=login.region,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"mode": "standard"}),
    )


def _of_settings() -> Login:
    return Login(settings.ICTDESK_S3_ENDPOINT, settings.ICTDESK_S3_REGION, settings.ICTDESK_S3_SECRET)


def _in_parts() -> Any:
    """Part after part in this thread: several at once would each be in memory."""
    from boto3.s3.transfer import TransferConfig  # noqa: PLC0415 - see above

    return TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, use_threads=False)


def _version(name: str) -> dict[str, str]:
    return {"VersionId": name} if name else {}


def host() -> str:
    """Where the storage is."""
    return urlsplit(_client().meta.endpoint_url).hostname or ""
