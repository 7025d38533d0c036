"""What the operator names: where copies go to, or come from."""

from dataclasses import dataclass
from pathlib import Path

from ictdesk.project.backup import in_bucket, in_folder
from ictdesk.project.backup.places import Files, Place


@dataclass(frozen=True, slots=True)
class Target:
    """All places of one chain of copies."""

    name: str
    data: Place
    files: Files
    keys: Place


def target(address: str, keys: str = "") -> Target:
    """`s3://BUCKET/PREFIX` or a folder; `keys` is another one for `keys/`. Raises `StartupProblem`."""
    data = _places(address)
    return Target(address, data[0], data[1], (_places(keys) if keys else data)[2])


def is_bucket(address: str) -> bool:
    return address.startswith("s3://")


def folder(address: str) -> Path:
    return Path(address).expanduser().resolve()


def _places(address: str) -> tuple[Place, Files, Place]:
    if is_bucket(address):
        return in_bucket.places(address)
    return in_folder.places(folder(address))
