"""A storage that speaks S3, in a process of its own, and a bucket in it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self
from uuid import uuid4

import boto3
import httpx

from ictdesk.kernel import bucket
from ictdesk.privacy.ledger import sending
from tests.server import free_port

SECRET = "AKIAEXAMPLE:wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"


class Storage:
    """Started on entering, gone on leaving."""

    def __init__(self) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"

    def __enter__(self) -> Self:
        port = self.url.rpartition(":")[2]
        command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", port]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        transport = httpx.HTTPTransport(retries=30)
        with httpx.Client(transport=transport) as client:
            client.get(f"{self.url}/moto-api/")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    @property
    def client(self) -> Any:
        """The storage's own way in, as an operator or a thief would use it."""
        key, _, secret = SECRET.partition(":")
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            region_name="eu-central-1",
        )

    def bucket(self, *, locks: bool) -> str:
        name = f"ledger-{uuid4().hex}"
        where = {"LocationConstraint": "eu-central-1"}
        self.client.create_bucket(
            Bucket=name, CreateBucketConfiguration=where, ObjectLockEnabledForBucket=locks
        )
        return name


@contextmanager
def used(settings: Any, storage: Storage, name: str) -> Iterator[None]:
    """The desk keeps its ledger's lines there."""
    settings.ICTDESK_S3_ENDPOINT, settings.ICTDESK_S3_SECRET = storage.url, SECRET
    settings.ICTDESK_LEDGER_BUCKET = f"s3://{name}/desk"
    bucket._client.cache_clear()
    sending._locks.cache_clear()
    yield
    bucket._client.cache_clear()
    sending._locks.cache_clear()
